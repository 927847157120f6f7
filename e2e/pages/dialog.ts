import { expect, type Locator, type Page } from '@playwright/test';
import type { TestServer } from '../fixtures/start-server.ts';

/** The dialog that is open. */
export function dialog(page: Page) {
  const element = page.getByRole('dialog');
  const button = (name: string): Locator => element.getByRole('button', { name, exact: true });
  return {
    element,
    title: element.getByRole('heading', { level: 2 }),
    button,
    field: (label: string): Locator => element.getByLabel(label),
    /** What stands beside a name in a list of facts, a broken line joined by its colon. */
    fact: async (name: string): Promise<string> => ((await element.locator(`dt:text-is("${name}") + dd`).textContent()) ?? '').replaceAll('\n', ':'),
    /** The checks of a certificate that ended so, in the order in which they are shown. */
    checks: (verdict: 'pass' | 'fail' | 'unknown'): Promise<readonly string[]> => element.last().locator(`[data-verdict="${verdict}"]`).evaluateAll((lines) => lines.map((line) => line.getAttribute('data-check') ?? '')),
    /**
     * Answers the question that a server of the fixtures raises at the first sign-in, having compared the fingerprint; plain servers
     * raise none.
     */
    trust: async (server: Pick<TestServer, 'certificateFingerprint' | 'hostKeyFingerprint'>): Promise<void> => {
      const fingerprint = server.hostKeyFingerprint ?? server.certificateFingerprint;
      if (fingerprint === undefined) return;
      await expect(element.locator('dl')).toContainText(server.hostKeyFingerprint === undefined ? inTwoLines(fingerprint) : fingerprint);
      await button('Trust and connect').click();
    },
  };
}

/** As the dialog breaks a certificate's fingerprint of 32 pairs; Playwright sees the break as a blank. */
export function inTwoLines(fingerprint: string): string {
  const pairs = fingerprint.split(':');
  return `${pairs.slice(0, 16).join(':')} ${pairs.slice(16).join(':')}`;
}

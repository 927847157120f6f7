import type { Locator, Page } from '@playwright/test';

/** The dialogue with the server. */
export function log(page: Page) {
  const region = page.getByRole('region', { name: 'Message log' });
  const lines = region.getByRole('log', { name: 'Messages' });
  return {
    region,
    lines,
    line: (text: string | RegExp): Locator => lines.locator('.log-line').filter({ hasText: text }),
    /** Scrolls to its first line; the log is virtual. */
    toStart: (): Promise<void> => lines.evaluate((element) => element.scrollTo(0, 0)),
    button: (name: string): Locator => region.getByRole('button', { name }),
  };
}

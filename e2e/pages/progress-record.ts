import type { Page } from '@playwright/test';

/** All values in per cent that each progress bar showed, by its label, in order, without repetitions. */
export type ProgressRecord = Readonly<Record<string, readonly number[]>>;

/** Notes every change of the queue's progress bars from here on, however short it shows. Gives a function that reads the notes. */
export async function recordProgress(page: Page): Promise<() => Promise<ProgressRecord>> {
  await page.evaluate(() => {
    const seen: Record<string, number[]> = {};
    const note = (): void => {
      for (const bar of document.querySelectorAll('[role="progressbar"][aria-valuenow]')) {
        const values = (seen[bar.getAttribute('aria-label') ?? ''] ??= []);
        const now = Number(bar.getAttribute('aria-valuenow'));
        if (values.at(-1) !== now) values.push(now);
      }
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-valuenow'] });
    Object.assign(window, { progressRecord: seen });
  });
  return () => page.evaluate(() => (window as unknown as { progressRecord: Record<string, number[]> }).progressRecord);
}

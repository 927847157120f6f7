import { expect, type Locator, type Page } from '@playwright/test';

export type Tab = 'Queued' | 'Failed' | 'Done';

/** The transfers at the bottom of the window. */
export function queue(page: Page) {
  const region = page.getByRole('region', { name: 'Transfer queue' });
  const list = region.getByRole('grid', { name: 'Transfers' });
  const tab = (name: Tab): Locator => region.getByRole('tab', { name: new RegExp(`^${name}`, 'u') });
  const row = (name: string): Locator => list.getByRole('row').filter({ has: page.getByTitle(name, { exact: true }) });
  const counts = (name: Tab, count: number): Promise<void> => expect(tab(name)).toHaveText(count === 0 ? name : new RegExp(`^${name}\\s*${count.toLocaleString('en')}$`, 'u'));
  return {
    region,
    list,
    tab,
    row,
    button: (name: string | RegExp): Locator => region.getByRole('button', { name }),
    progress: (name: string): Locator => list.getByRole('progressbar', { name, exact: true }),
    counts,
    search: region.getByRole('searchbox'),
    /** Waits until the files of the tab that is shown stand in this order. */
    order: (names: readonly string[]): Promise<void> => expect(list.locator('.transfer-name')).toHaveText([...names]),
    /** Chooses a row, and then this from its context menu. */
    choose: async (name: string, item: string): Promise<void> => {
      await row(name).click({ button: 'right' });
      await page.getByRole('menuitem', { name: item, exact: true }).click();
    },
    /** Drags one row to another, and lets go once that shows that it takes it. */
    drag: async (from: Locator, to: Locator): Promise<void> => {
      await from.hover();
      await page.mouse.down();
      // The first step begins the drag, the second is over the row.
      for (let step = 0; step < 2; step++) await to.hover();
      await expect(to).toHaveClass(/--target/u);
      await page.mouse.up();
    },
    /**
     * Waits until nothing is left to do, folders included, and these many files are done and failed. Gives up at the first failure too
     * many, with the window's own words.
     */
    ends: async ({ done, failed = 0, within = 30_000 }: { readonly done: number; readonly failed?: number; readonly within?: number }): Promise<void> => {
      await tab('Queued').click();
      const number = async (name: Tab): Promise<number> => Number(((await tab(name).textContent()) ?? '').replace(/\D/gu, ''));
      const state = async (): Promise<object> => {
        const now = { done: await number('Done'), failed: await number('Failed'), left: await list.getAttribute('aria-rowcount') };
        if (now.failed > failed) {
          await tab('Failed').click();
          throw new Error(`Transfers failed:\n${(await list.innerText()).slice(0, 4000)}`);
        }
        return now;
      };
      // Only the head is left in the list.
      await expect.poll(state, { timeout: within }).toEqual({ done, failed, left: '1' });
    },
    /** Waits until something has ended and nothing is left to do, however it ended. */
    settles: async (): Promise<void> => {
      await tab('Queued').click();
      await expect(region.getByRole('tab', { name: /^(?:Failed|Done)\s*\d/u }).first()).toBeVisible({ timeout: 30_000 });
      await expect(list).toHaveAttribute('aria-rowcount', '1', { timeout: 30_000 });
    },
    /** Shows the failed transfers, chooses one, and gives the words about it. */
    reason: async (name: string): Promise<Locator> => {
      await tab('Failed').click();
      await row(name).click();
      return region.getByRole('status');
    },
  };
}
export type Queue = ReturnType<typeof queue>;

import { expect, type Locator, type Page } from '@playwright/test';

export type Side = 'local' | 'remote';

const words = {
  local: { region: 'Local files', list: 'Local file list', path: 'Local path' },
  remote: { region: 'Remote files', list: 'Remote file list', path: 'Remote path' },
} as const;

/** One side of the window. */
export function pane(page: Page, side: Side) {
  const region = page.getByRole('region', { name: words[side].region });
  const list = region.getByRole('grid', { name: words[side].list });
  const path = region.getByRole('textbox', { name: words[side].path });
  const cells = list.getByRole('rowgroup').getByRole('row');
  const row = (name: string): Locator => cells.filter({ has: name === '..' ? page.getByText('..', { exact: true }) : page.getByTitle(name, { exact: true }) });
  return {
    region,
    list,
    path,
    row,
    /** The rows that are selected. */
    selected: list.locator('[role="row"][aria-selected="true"]'),
    button: (name: string | RegExp): Locator => region.getByRole('button', { name }),
    header: (column: string): Locator => list.getByRole('columnheader', { name: column }),
    /** What the pane says instead of a listing, or why there is no connection. */
    failure: region.getByRole('alert'),
    /** The names that the list shows, in its order; `..` is one of them. Virtual, so only of a short list these are all. */
    names: (): Promise<string[]> => cells.locator('.file-name').allTextContents(),
    /** Waits until the list shows exactly these, in this order, `..` left out. */
    shows: (names: readonly string[]): Promise<void> =>
      expect.poll(async () => (await cells.locator('.file-name').allTextContents()).filter((name) => name !== '..')).toEqual(names),
    /** Types a path into the path box. */
    open: async (folder: string): Promise<void> => {
      await path.focus();
      await path.fill(folder);
      await path.press('Enter');
      await expect(list).toBeFocused();
      await expect(path).toHaveValue(folder);
      await expect(region.locator('.list-loading')).toHaveCount(0);
    },
    /** Chooses from a row's context menu. */
    choose: async (name: string, item: RegExp): Promise<void> => {
      await row(name).click({ button: 'right' });
      await page.getByRole('menu').getByRole('menuitem', { name: item }).click();
    },
  };
}
export type Pane = ReturnType<typeof pane>;

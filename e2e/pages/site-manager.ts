import { expect, type Locator, type Page } from '@playwright/test';

/** The site manager. */
export function siteManager(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Site manager' });
  const tree = dialog.getByRole('tree', { name: 'Sites' });
  const button = (name: string): Locator => dialog.getByRole('button', { name, exact: true });
  const row = (name: string): Locator => tree.getByRole('treeitem', { name, exact: true });
  const field = (label: string): Locator => dialog.getByLabel(label, { exact: true });
  return {
    dialog,
    tree,
    button,
    row,
    field,
    panel: dialog.getByRole('tabpanel'),
    search: dialog.getByRole('searchbox', { name: 'Search sites' }),
    undo: dialog.locator('.manager-undo'),
    open: async (): Promise<void> => {
      await page.keyboard.press('Control+s');
      await expect(dialog).toBeVisible();
    },
    close: async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    },
    tab: (name: 'General' | 'Advanced' | 'Transfer' | 'Charset' | 'Trust'): Promise<void> => dialog.getByRole('tab', { name }).click(),
    /** Types into the name that is being edited in the tree. */
    rename: async (name: string): Promise<void> => {
      await tree.getByRole('textbox').fill(name);
      await tree.getByRole('textbox').press('Enter');
      await expect(tree).toBeFocused();
      await expect(row(name)).toBeVisible();
    },
    /** One of the choices of a group, shown side by side. */
    choose: async (group: string, choice: string): Promise<void> => {
      await dialog.getByRole('radiogroup', { name: group }).getByText(choice, { exact: true }).click();
    },
    /** The names in the tree with their level, in the order that is shown. */
    shows: (lines: readonly string[]): Promise<void> =>
      expect
        .poll(() => tree.getByRole('treeitem').evaluateAll((rows) => rows.map((item) => `${'  '.repeat(Number(item.getAttribute('aria-level')) - 1)}${item.getAttribute('aria-label')}`)))
        .toEqual(lines),
  };
}

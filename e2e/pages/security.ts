import { expect, type Locator, type Page } from '@playwright/test';

/** What the window has about saved passwords: a page of the settings, and the dialogs over it. */
export function security(page: Page) {
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const dialog = (name: string | RegExp): Locator => page.getByRole('dialog', { name });
  return {
    settings,
    status: settings.getByRole('status', { name: 'Saved passwords' }),
    /** The button of a row, by the row's words. */
    button: (row: string, name: string): Locator => settings.locator('.setting').filter({ hasText: row }).getByRole('button', { name, exact: true }),
    kiosk: settings.getByRole('switch', { name: /^Keep nothing/u }),
    unlock: dialog('Unlock your saved passwords'),
    open: async (): Promise<void> => {
      await page.keyboard.press('Control+,');
      await settings.getByRole('tab', { name: 'Security' }).click();
    },
    close: async (): Promise<void> => {
      await settings.getByRole('button', { name: 'Done' }).click();
      await expect(settings).toHaveCount(0);
    },
    /** Fills the fields of a dialog by their labels and presses its button. */
    submit: async (name: string, fields: Readonly<Record<string, string>>, button: string): Promise<void> => {
      for (const [label, value] of Object.entries(fields)) await dialog(name).getByLabel(label, { exact: true }).fill(value);
      await dialog(name).getByRole('button', { name: button, exact: true }).click();
    },
    dialog,
  };
}

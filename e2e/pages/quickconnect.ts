import type { Page } from '@playwright/test';
import type { Protocol } from '../../shared/model/profile.ts';

/** What a person has to know to sign in; every server and double of the fixtures has it. */
export interface Account {
  readonly protocol?: Protocol;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** The address bar at the top of the window. */
export function quickconnect(page: Page) {
  const form = page.getByRole('form', { name: 'Quickconnect' });
  const fill = async ({ protocol = 'ftp', host, port, user, password }: Account): Promise<void> => {
    await form.getByLabel('Protocol').selectOption(protocol);
    await form.getByLabel('Host').fill(host);
    await form.getByLabel('User').fill(user);
    await form.getByLabel('Password', { exact: true }).fill(password);
    await form.getByLabel('Port').fill(String(port));
  };
  return {
    form,
    fill,
    /** Fills every field and presses Enter in the last one. */
    connect: async (account: Account): Promise<void> => {
      await fill(account);
      await form.getByLabel('Port').press('Enter');
    },
  };
}

import type { Locator } from '@playwright/test';
import { expect, test, type HawserWindow } from './hawser-test.ts';
import { siteManager } from './pages/site-manager.ts';

/** The two halves of the lock, as they read. */
function lock({ page }: HawserWindow): { readonly control: Locator; readonly data: Locator } {
  const group = page.getByRole('group', { name: 'Protection' });
  return { control: group.getByRole('button', { name: /^Control/u }), data: group.getByRole('button', { name: /^Data/u }) };
}

async function reads(hawser: HawserWindow, control: RegExp, data: RegExp): Promise<void> {
  await expect(hawser.status).toHaveText(/^Connected to /u);
  await expect(lock(hawser).control).toHaveText(control);
  await expect(lock(hawser).data).toHaveText(data);
}

test('the lock tells of each channel for itself what protects it, as the site has chosen', async ({ start, hawser }) => {
  const { page, dialog } = hawser;
  const server = await start('pure-ftpd-explicit');
  const manager = siteManager(page);
  const connect = async (): Promise<void> => {
    await manager.button('Connect').click();
    await expect(manager.dialog).toHaveCount(0);
  };
  const again = async (): Promise<void> => {
    await manager.open();
    await manager.row('Pier').click();
  };

  await manager.open();
  await page.keyboard.press('Control+n');
  await manager.field('Name').fill('Pier');
  await manager.field('Host').fill(`ftpes://${server.user}:${server.password}@${server.host}:${server.port}`);
  await manager.field('Host').blur();
  await expect(manager.field('Encryption')).toHaveValue('explicit');
  await connect();
  await dialog.trust(server);

  // Data channels that nothing ties to the control connection: refused first, allowed for good then.
  await expect(dialog.title).toHaveText('Use 127.0.0.1 without protected data channels?');
  await expect(dialog.button('Do not connect')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(hawser.remote.failure).toContainText('does not tie its data channels to the control connection');
  await hawser.remote.button('Try again').click();
  await dialog.button('Always allow for this server').click();
  await reads(hawser, /^Control TLS 1\.3/u, /^Data TLS 1\.3/u);

  await again();
  await manager.tab('Transfer');
  await manager.choose('Channel protection', 'In the open');
  await connect();
  await reads(hawser, /^Control TLS 1\.3/u, /^Data not encrypted$/u);

  await again();
  await manager.tab('Transfer');
  await manager.choose('Channel protection', 'Encrypted');
  await manager.tab('Advanced');
  await manager.dialog.getByRole('checkbox', { name: /CCC/u }).check();
  await connect();
  await reads(hawser, /^Control not encrypted$/u, /^Data TLS 1\.3/u);
});

test('TLS that the server does not have is told of before the password is sent, and the lock is open then', async ({ start, hawser }) => {
  const { page, dialog } = hawser;
  const server = await start('vsftpd-plain');
  const manager = siteManager(page);
  await manager.open();
  await page.keyboard.press('Control+n');
  await manager.field('Host').fill(`ftp://${server.user}:${server.password}@${server.host}:${server.port}`);
  await manager.field('Host').blur();
  await manager.field('Encryption').selectOption('if-available');
  await manager.button('Connect').click();
  await expect(dialog.button('Do not connect')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(hawser.remote.failure).toContainText('the password was not sent over it');
  expect(server.log()).not.toContain('"USER ');

  await hawser.remote.button('Try again').click();
  await dialog.button('Allow once').click();
  await dialog.field('Password').fill(server.password);
  await page.keyboard.press('Enter');
  await reads(hawser, /^Control not encrypted$/u, /^Data not encrypted$/u);
  await hawser.remote.list.focus();
  await page.keyboard.press('F5');
  await expect(dialog.element).toHaveCount(0);
});

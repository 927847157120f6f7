import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestServer } from './fixtures/start-server.ts';
import { startFtpDouble } from './fixtures/ftp-double.ts';
import { startKeyring } from './fixtures/keyring.ts';
import { expect, type HawserWindow, test } from './hawser-test.ts';
import { security } from './pages/security.ts';

/** Keeps the server as a site, as the site manager does. */
async function addSite({ page }: HawserWindow, { host, port, user }: TestServer): Promise<void> {
  const site = {
    id: 'site-1', parent: null, name: 'Harbour', profile: { protocol: 'ftp', host, port, logon: { type: 'password', user }, dataMode: 'default' },
    remoteDirectory: '', localDirectory: '', synchronizedBrowsing: false, colour: 'none', comment: '', bookmarks: [],
  };
  const made = await page.evaluate((one) => window.hawser.invoke('changeSites', [{ kind: 'put', nodes: [one], before: null }]), site);
  expect(made).toMatchObject({ ok: true });
}

const connectSite = ({ page }: HawserWindow): Promise<void> => page.getByRole('option').filter({ hasText: 'Harbour' }).dblclick();
const isConnected = ({ status }: HawserWindow): Promise<void> => expect(status).toHaveText(/^Connected to ftp:/u);
const tick = ({ dialog }: HawserWindow) => dialog.element.getByRole('checkbox', { name: 'Save with the site' });

async function answerPassword(hawser: HawserWindow, password: string, save: boolean): Promise<void> {
  await hawser.dialog.field('Password').fill(password);
  if (save) await tick(hawser).check();
  await hawser.dialog.button('Sign in').click();
}

test('with a keyring: a password is saved with its site when asked for, and used by the next start', async ({ start, open, until }) => {
  const server = await start('vsftpd-plain');
  const keyring = await until(startKeyring());
  const first = await open(keyring);
  await addSite(first, server);
  await connectSite(first);
  await expect(first.dialog.element).toContainText('Sealed by your keyring (Secret Service).');
  await expect(tick(first)).not.toBeChecked();
  await answerPassword(first, server.password, true);
  await isConnected(first);
  const { status, open: openSecurity } = security(first.page);
  await openSecurity();
  await expect(status).toContainText('Sealed by your keyring (Secret Service) · 1 saved');
  await first.close();
  expect(await readFile(join(first.userData, 'secrets.json'), 'utf8')).not.toContain(server.password);

  const second = await open(keyring);
  await connectSite(second);
  await isConnected(second);
  await expect(second.dialog.element).toHaveCount(0);

  // Quickconnect alone saves nothing; making a site of it saves what signed in, where that is ticked.
  const double = await until(startFtpDouble());
  await second.quickconnect.connect(double);
  await expect(second.status).toHaveText(new RegExp(`^Connected to ftp:.*:${double.port}$`, 'u'));
  const kept = async () => (JSON.parse(await readFile(join(second.userData, 'secrets.json'), 'utf8')) as { secrets: unknown[] }).secrets.length;
  expect(await kept()).toBe(1);
  await second.page.getByRole('toolbar').getByRole('button', { name: /^Save connection/u }).click();
  await tick(second).check();
  await second.dialog.button('Save').click();
  await expect.poll(kept).toBe(2);
  await second.close();

  // Elsewhere than on this user's keyring the file is of no use.
  const third = await open();
  await connectSite(third);
  await expect(third.dialog.title).toHaveText('Sign in to 127.0.0.1');
});

test('with a master password: set, restart, unlock, wrong, change, lock, forget', async ({ start, open }) => {
  const server = await start('vsftpd-plain');
  const first = await open();
  const before = security(first.page);
  await addSite(first, server);
  await before.open();
  await expect(before.status).toContainText('Passwords are not saved');
  await before.button('Master password', 'Set…').click();
  await before.submit('Set a master password', { 'Master password': 'short', 'Once more': 'short' }, 'Set');
  await expect(before.dialog('Set a master password')).toContainText('This has fewer than 8 characters.');
  await before.submit('Set a master password', { 'Master password': 'grün & salty 7', 'Once more': 'grün & salty 8' }, 'Set');
  await expect(before.dialog('Set a master password')).toContainText('The two are not the same.');
  await before.submit('Set a master password', { 'Once more': 'grün & salty 7' }, 'Set');
  await expect(before.status).toContainText('Sealed by your master password · none saved');
  await before.close();
  await connectSite(first);
  await answerPassword(first, server.password, true);
  await isConnected(first);
  await first.close();
  expect(await readFile(join(first.userData, 'secrets.json'), 'utf8')).not.toContain(server.password);

  const second = await open();
  const { unlock, ...after } = security(second.page);
  await connectSite(second);
  await expect(unlock).toContainText('A connection needs a password that your master password seals.');
  await after.submit('Unlock your saved passwords', { 'Master password': 'wrong' }, 'Unlock');
  await expect(unlock).toContainText('This is not the master password.');
  await expect(unlock.getByLabel('Master password')).toHaveValue('');
  await after.submit('Unlock your saved passwords', { 'Master password': 'wrong again' }, 'Unlock');
  await expect(unlock).toContainText('The next try is looked at in 1 second.');
  await after.submit('Unlock your saved passwords', { 'Master password': 'grün & salty 7' }, 'Unlock');
  await isConnected(second);
  await expect(unlock).toHaveCount(0);

  await after.open();
  await after.button('Master password', 'Change…').click();
  await after.submit('Change the master password', { 'Master password': 'grün & salty 7', 'New master password': 'another tide 9', 'Once more': 'another tide 9' }, 'Change');
  await expect(after.dialog('Change the master password')).toHaveCount(0);
  await after.close();
  await second.page.keyboard.press('Control+Shift+L');
  await after.open();
  await expect(after.status).toContainText('Locked.');
  await after.button('Lock', 'Unlock…').click();
  await after.submit('Unlock your saved passwords', { 'Master password': 'another tide 9' }, 'Unlock');
  await expect(after.status).toContainText('Unlocked just now.');
  await second.app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  await expect(after.status).toContainText('Locked.');
  await after.button('Master password', 'Remove…').click();
  await expect(after.dialog('Remove the master password')).toContainText('This computer has no keyring that could take the saved passwords over.');
  await second.page.keyboard.press('Escape');

  await after.button('Forget all saved passwords', 'Forget…').click();
  await expect(after.dialog('Forget all saved passwords?')).toContainText('1 saved password is erased from this computer.');
  await expect(after.dialog('Forget all saved passwords?').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await after.dialog('Forget all saved passwords?').getByRole('button', { name: 'Forget them' }).click();
  await expect(after.status).toContainText('Passwords are not saved');
  await second.close();
  expect(JSON.parse(await readFile(join(second.userData, 'secrets.json'), 'utf8'))).toEqual({ version: 1, master: null, secrets: [] });
  expect(await readFile(join(second.userData, 'sites.json'), 'utf8')).toContain('Harbour');
});

test('with neither: the password lives until the app ends, and the app says so where one would save', async ({ start, open }) => {
  const server = await start('vsftpd-plain');
  const first = await open();
  await addSite(first, server);
  await connectSite(first);
  await expect(first.dialog.element).toContainText('It cannot be saved: this computer has no keyring. Hawser knows it until it ends.');
  await expect(tick(first)).toHaveCount(0);
  await answerPassword(first, server.password, false);
  await isConnected(first);
  await first.page.keyboard.press('Control+d');
  await connectSite(first);
  await isConnected(first);
  await expect(first.dialog.element).toHaveCount(0);
  await first.close();

  const second = await open();
  await connectSite(second);
  await expect(second.dialog.title).toHaveText('Sign in to 127.0.0.1');
  // Whoever wants it saved gets there from here.
  await second.dialog.button('Set a master password…').click();
  await security(second.page).submit('Set a master password', { 'Master password': 'sea and shore', 'Once more': 'sea and shore' }, 'Set');
  await expect(second.dialog.element).toHaveCount(1);
  await answerPassword(second, server.password, true);
  await isConnected(second);
  const { status, open: openSecurity } = security(second.page);
  await openSecurity();
  await expect(status).toContainText('Sealed by your master password · 1 saved');
});

test('where the administrator says so, nothing is kept', async ({ start, open, folder }) => {
  const server = await start('vsftpd-plain');
  const policy = join(folder, 'policy.json');
  await writeFile(policy, '{ "kiosk": true }');
  const hawser = await open({ env: { HAWSER_POLICY: policy } });
  const { open: openSecurity, status, kiosk, close } = security(hawser.page);
  await openSecurity();
  await expect(status).toContainText('Nothing is kept on this computer');
  await expect(kiosk).toBeChecked();
  await expect(kiosk).toBeDisabled();
  await close();
  await addSite(hawser, server);
  await connectSite(hawser);
  await expect(hawser.dialog.element).toContainText('Hawser keeps nothing on this computer');
  await answerPassword(hawser, server.password, false);
  await isConnected(hawser);
  expect(await hawser.page.evaluate(() => window.hawser.invoke('history', []))).toMatchObject({ value: { typed: [], sites: [] } });
  expect(await hawser.page.evaluate(() => window.hawser.invoke('setMasterPassword', [{ current: null, next: 'sea and shore' }]))).toMatchObject({ ok: false, failure: { reason: 'secrets-not-kept' } });
});

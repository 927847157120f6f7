import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificates } from './fixtures/certificates.ts';
import { startProxyDouble } from './fixtures/proxy-double.ts';
import { expect, type HawserWindow, test } from './hawser-test.ts';

/** Chooses in the native menu. */
async function choose({ app }: HawserWindow, command: string): Promise<void> {
  await app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), command);
}

/** Lets the system's dialogs for opening and saving end with this path. */
async function answerFileDialogs({ app }: HawserWindow, path: string): Promise<void> {
  await app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
  }, path);
}

const lock = ({ page }: HawserWindow) => page.getByRole('group', { name: 'Protection' });
const allGood = ['complete', 'trusted', 'not-self-signed', 'name', 'dates', 'strong'];

test('an authority that the user adds vouches for its servers; the lock leads to the whole chain', async ({ start, hawser, folder }) => {
  const { dialog, page, quickconnect } = hawser;
  const { rootFile, servers, root } = await certificates();
  await expect(lock(hawser)).toContainText('Control –');

  await choose(hawser, 'trust');
  await expect(dialog.element).toContainText('Nothing is trusted beyond what this computer trusts by itself.');
  await answerFileDialogs(hawser, servers.good.chainFile);
  await dialog.button('Add an authority…').click();
  await expect(dialog.element.getByRole('alert')).toContainText('may not sign others');
  await answerFileDialogs(hawser, rootFile);
  await dialog.button('Add an authority…').click();
  await expect(dialog.element.getByRole('row', { name: 'Authority every server' })).toContainText('Hawser test root');
  await page.keyboard.press('Escape');

  const server = await start('vsftpd-explicit');
  await quickconnect.connect(server);
  await expect(hawser.status).toHaveText(/^Connected to ftps-explicit:/u);
  await expect(lock(hawser)).toHaveText(/^Control TLS 1\.3Data TLS 1\.3$/u);

  // By keyboard: the lock, the chain, its root, the file.
  await lock(hawser).getByRole('button', { name: /^Control/u }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.title).toHaveText('Certificate of 127.0.0.1');
  await expect.poll(() => dialog.checks('pass')).toEqual(allGood);
  await expect(dialog.element).toContainText(`Verified. 127.0.0.1:${server.port} is who it says it is.`);
  const stops = dialog.element.getByRole('option');
  await expect(stops).toContainText(['sent by the server', 'sent by the server', 'an authority that you added']);
  await expect(stops.first()).toBeFocused();
  expect(await dialog.fact('SHA-256')).toBe(server.certificateFingerprint);
  expect(await dialog.fact('Revocation (OCSP)')).toBe('http://ocsp.example.org');
  expect(await dialog.fact('TLS version')).toBe('TLS 1.3');
  expect(await dialog.fact('Data channel')).toContain('TLS session resumed');
  await page.keyboard.press('End');
  await expect(stops.last()).toBeFocused();
  expect(await dialog.fact('Key usage')).toBe('signing certificates, signing revocation lists');
  const file = join(folder, 'root.pem');
  await answerFileDialogs(hawser, file);
  await dialog.button('Save as PEM…').click();
  await expect(dialog.button('Saved')).toBeVisible();
  expect((await readFile(file, 'utf8')).trim()).toBe(root.trim());
  await page.keyboard.press('Escape');
  await expect(lock(hawser).getByRole('button', { name: /^Control/u })).toBeFocused();

  // Once it is gone, its servers are strangers again.
  await choose(hawser, 'disconnect');
  await choose(hawser, 'trust');
  await dialog.element.getByRole('row', { name: 'Authority' }).focus();
  await page.keyboard.press('Delete');
  await expect(dialog.element).toContainText('Removed: Authority');
  await page.keyboard.press('Escape');
  await quickconnect.connect(server);
  await expect(dialog.title).toHaveText('The certificate of 127.0.0.1 is not trusted');
});

test('a grave fault is trusted for good by a second step alone, for the other names too; the list shows, finds and takes it back', async ({ start, open }) => {
  const server = await start('vsftpd-explicit', { certificate: 'expired' });
  const first = await open();
  await first.quickconnect.connect(server);
  await first.dialog.field('I understand').check();
  await first.dialog.field('Trust it for its other names').check();
  await first.dialog.button('Trust and connect').click();
  await expect(first.status).toHaveText(/^Connected to ftps-explicit:/u);
  await expect(lock(first)).toContainText('TLS 1.3, accepted by you');
  await first.close();

  const second = await open();
  const { dialog, page, quickconnect, remote } = second;
  // Another of its names, the same port: nobody asks.
  await quickconnect.connect({ ...server, host: 'localhost' });
  await expect(remote.path).toHaveValue('/');
  await expect(dialog.element).toHaveCount(0);

  await choose(second, 'trust');
  const rows = dialog.element.getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText('also for localhost, ::1; in spite of: expired');
  await dialog.field('Search').fill('nothing like it');
  await expect(dialog.element).toContainText('Nothing matches “nothing like it”.');
  await dialog.field('Search').fill(server.certificateFingerprint!.replaceAll(':', '').slice(0, 12));
  await rows.last().focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => dialog.checks('fail')).toEqual(['dates']);
  await page.keyboard.press('Escape');
  await rows.last().focus();
  await page.keyboard.press('Delete');
  await expect(rows).toHaveCount(0);
  await dialog.button('Undo').click();
  await expect(rows).toHaveCount(2);
  await rows.last().getByRole('button', { name: 'Remove' }).click();
  await page.keyboard.press('Escape');
  await quickconnect.connect(server);
  await expect(dialog.title).toHaveText('The certificate of 127.0.0.1 is not trusted');
});

test('a certificate is inspected without signing in: from a failed connection, by host and port, in a file', async ({ start, hawser, folder }) => {
  const { dialog, page, remote, quickconnect } = hawser;
  const { intermediate, servers } = await certificates();
  const server = await start('vsftpd-explicit', { certificate: 'wrong-name' });
  await quickconnect.connect(server);
  // The question leads to the chain, and back.
  await dialog.button('Inspect the chain…').click();
  await expect(dialog.element.last().getByRole('option')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await dialog.button('Do not connect').click();

  await remote.button('Inspect certificate').click();
  await expect.poll(() => dialog.checks('fail')).toEqual(['trusted', 'name']);
  await expect(dialog.element).toContainText('Made out to files.example.org, and not to 127.0.0.1.');
  await page.keyboard.press('Escape');

  const implicit = await start('vsftpd-implicit', { certificate: 'missing-intermediate' });
  await choose(hawser, 'inspect');
  await dialog.field('Host').fill(`ftps://localhost:${implicit.port}/`);
  await page.keyboard.press('Enter');
  await expect.poll(() => dialog.checks('fail')).toEqual(['complete']);
  await expect(dialog.element.getByRole('listbox')).toContainText('Missing: Hawser test intermediate');
  await page.keyboard.press('Escape');
  expect(server.log() + implicit.log()).not.toMatch(/USER|PASS/u);

  const file = join(folder, 'bundle.pem');
  await writeFile(file, intermediate + servers.good.certificate);
  await answerFileDialogs(hawser, file);
  await choose(hawser, 'inspect');
  await dialog.button('Open a certificate file…').click();
  await expect(dialog.title).toHaveText('Certificate of localhost');
  await expect(dialog.element.getByRole('option')).toContainText(['from the file', 'from the file']);
  await page.keyboard.press('Escape');

  const plain = await start('vsftpd-plain');
  await choose(hawser, 'inspect');
  await dialog.field('Host').fill('127.0.0.1');
  await dialog.field('Port').fill(String(plain.port));
  await dialog.button('Inspect').click();
  await expect(dialog.element.getByRole('alert')).toContainText('does not offer encryption');
});

test('the lock says what a plain and an SSH connection are, and leads to it', async ({ start, hawser }) => {
  const { dialog, page, quickconnect, remote } = hawser;
  await quickconnect.connect(await start('vsftpd-plain'));
  await expect(remote.path).toHaveValue('/');
  await expect(lock(hawser)).toHaveText('Control not encryptedData not encrypted');
  await lock(hawser).getByRole('button', { name: /^Data/u }).click();
  await expect(dialog.title).toHaveText('The connection to 127.0.0.1 is not encrypted');
  await page.keyboard.press('Escape');

  const server = await start('openssh');
  await quickconnect.connect(server);
  await dialog.trust(server);
  await expect(lock(hawser)).toHaveText('Control inside SSHData inside SSH');
  await choose(hawser, 'protection');
  await expect(dialog.title).toHaveText('SSH session with 127.0.0.1');
  expect(await dialog.fact('Host key')).toBe(server.hostKeyFingerprint);
});

test('before a password crosses the network in the clear the user is asked, loudly where the server once had TLS, and offered FTPS', async ({ start, until, hawser }) => {
  const { dialog, page, quickconnect, remote } = hawser;
  const { rootFile } = await certificates();
  // Nobody knows what lies behind a proxy, so that its connections count as leaving this computer.
  const proxy = await until(startProxyDouble({ kind: 'socks5' }));
  await page.evaluate((address) => window.hawser.invoke('changeSettings', [{ proxy: address }]), { kind: 'socks5', host: '127.0.0.1', port: proxy.port, user: '' });
  await page.evaluate((file) => window.hawser.invoke('addAuthorities', [file]), rootFile);
  const server = await start('proftpd-explicit', { tlsRequired: 'off' });

  await quickconnect.connect({ ...server, protocol: 'ftp' });
  await expect(dialog.title).toHaveText('Send the password to 127.0.0.1 unencrypted?');
  await expect(dialog.element).not.toContainText('spoke TLS before');
  await expect(dialog.button('Do not connect')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(remote.failure).toContainText('127.0.0.1');
  expect(server.log()).not.toContain('PASS');

  await remote.button('Try again').click();
  await dialog.button('Use FTPS instead').click();
  // What was typed went with the connection that was given up.
  await dialog.field('Password').fill(server.password);
  await dialog.button('Sign in').click();
  await expect(hawser.status).toHaveText(/^Connected to ftps-explicit:/u);
  await expect(lock(hawser)).toContainText('Control TLS');

  await quickconnect.connect({ ...server, protocol: 'ftp' });
  await expect(dialog.element).toHaveClass(/dialog--bad/u);
  await expect(dialog.element).toContainText('This server spoke TLS before, and this connection has none.');
  await dialog.button('Always allow for this server').click();
  await expect(hawser.status).toHaveText(/^Connected to ftp:/u);
  await choose(hawser, 'disconnect');
  await quickconnect.connect({ ...server, protocol: 'ftp' });
  await expect(hawser.status).toHaveText(/^Connected to ftp:/u);
  await expect(dialog.element).toHaveCount(0);
});

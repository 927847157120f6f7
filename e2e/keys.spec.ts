import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { sshKeygen } from './fixtures/ssh-keys.ts';
import { expect, test } from './hawser-test.ts';
import { connectBySite } from './pages/saved-site.ts';

test('a key is made, put on the server, and signs in with its passphrase', async ({ start, folder, hawser }) => {
  const { app, page, dialog, quickconnect, status } = hawser;
  // Where sshd looks for the keys of its user is where that user may write.
  const authorized = join(folder, 'authorized_keys');
  const server = await start('openssh', { configuration: ['Match all', `AuthorizedKeysFile ${authorized}`] });
  await symlink(join(server.root, '.ssh', 'authorized_keys'), authorized);
  await quickconnect.connect(server);
  await dialog.trust(server);
  await expect(status).toHaveText(/^Connected to sftp:/u);

  const file = join(folder, 'keys', 'id_test');
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('keys')?.click());
  await expect(dialog.title).toHaveText('Make an SSH key');
  await expect(dialog.field('File')).toHaveValue(/[/\\]\.ssh[/\\]id_hawser$/u);
  await dialog.field('File').fill(file);
  await dialog.field('Comment').fill('marit@boat');
  await dialog.element.getByLabel('Passphrase', { exact: true }).fill('open sesame');
  await page.keyboard.press('Enter');
  await expect(dialog.element).toContainText('The two differ.');
  await dialog.field('Passphrase again').fill('open sesame');
  await page.keyboard.press('Enter');

  await expect(dialog.title).toHaveText('SSH key');
  const [bits, fingerprint] = sshKeygen('-l', '-f', file).split(' ');
  expect(await dialog.fact('Fingerprint')).toBe(fingerprint);
  expect(await dialog.fact('Key type')).toBe(`ssh-ed25519, ${bits} bits`);
  await expect(dialog.field('Public key')).toHaveValue(/^ssh-ed25519 \S+ marit@boat$/u);
  await dialog.button('Install on the server').click();
  await expect(dialog.element.getByRole('status')).toContainText(`Installed in ${server.homePath}/.ssh/authorized_keys.`);
  await dialog.button('Install on the server').click();
  await expect(dialog.element.getByRole('status')).toContainText('already');
  await dialog.button('Done').click();

  await connectBySite(page, server, { type: 'key-file', user: server.user, keyFile: file });
  await dialog.field('Passphrase').fill('open sesame');
  await page.keyboard.press('Enter');
  await expect(dialog.element).toHaveCount(0);
  await expect(status).toHaveText(/^Connected to sftp:/u);
  await expect.poll(() => server.log()).toContain('Accepted publickey');
});

test('a key is saved for PuTTY and back, under another passphrase, and no file is replaced', async ({ folder, hawser }) => {
  const { app, page, dialog } = hawser;
  const file = join(folder, 'id_two');
  sshKeygen('-t', 'ed25519', '-N', 'first words', '-C', 'marit@boat', '-f', file);
  const fingerprint = sshKeygen('-l', '-f', file).split(' ')[1]!;
  await app.evaluate(({ dialog: system }, chosen) => { system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] }); }, file);
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('keys')?.click());
  await dialog.button('Open a key file…').click();
  await dialog.field('Passphrase').fill('first words');
  await page.keyboard.press('Enter');
  await expect(dialog.title).toHaveText('SSH key');
  expect(await dialog.fact('Fingerprint')).toBe(fingerprint);

  await dialog.button('Save in another format…').click();
  await expect(dialog.field('Format')).toHaveValue('ppk-3');
  await expect(dialog.element.getByLabel('File', { exact: true })).toHaveValue(`${file}.ppk`);
  await dialog.field('Passphrase of this key').fill('wrong');
  await dialog.field('Passphrase of the new file').fill('second words');
  await dialog.button('Save').click();
  await expect(dialog.element.getByRole('alert')).toBeVisible();
  await dialog.field('Passphrase of this key').fill('first words');
  await dialog.button('Save').click();
  await expect(dialog.title).toHaveText('SSH key');
  expect(await dialog.fact('Fingerprint')).toBe(fingerprint);
  expect(await readFile(`${file}.ppk`, 'utf8')).toMatch(/^PuTTY-User-Key-File-3: ssh-ed25519\r?\nEncryption: aes256-cbc/u);

  // Back again, into a file that is there: it stays.
  await dialog.button('Save in another format…').click();
  await expect(dialog.field('Format')).toHaveValue('openssh');
  await dialog.element.getByLabel('File', { exact: true }).fill(file);
  await dialog.field('Passphrase of this key').fill('second words');
  await dialog.button('Save').click();
  await expect(dialog.element.getByRole('alert')).toContainText(file);
  await dialog.element.getByLabel('File', { exact: true }).fill(`${file}.back`);
  await dialog.button('Save').click();
  await expect(dialog.title).toHaveText('SSH key');
  expect(sshKeygen('-l', '-f', `${file}.back`)).toContain(fingerprint);
});

import { execFileSync } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
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
  const [bits, fingerprint] = execFileSync('ssh-keygen', ['-l', '-f', file]).toString().split(' ');
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

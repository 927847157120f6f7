import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startSftpDouble } from './fixtures/sftp-double.ts';
import { sshKeys } from './fixtures/ssh-keys.ts';
import { expect, test } from './hawser-test.ts';
import { connectBySite } from './pages/saved-site.ts';

test('after the key the server asks for a code and a PIN, one after the other', async ({ until, hawser }) => {
  const { dialog, page, status } = hawser;
  const double = await until(startSftpDouble({ login: 'key-and-code', files: { '/file': 'content' } }));
  await connectBySite(page, double, { type: 'key-file', user: double.user, keyFile: double.keyFile });
  await dialog.trust(double);
  await expect(dialog.title).toHaveText('Second step');
  await expect(dialog.element).toContainText('Type the code of your device.');
  await expect(dialog.field('Verification code')).toHaveAttribute('type', 'text');
  await expect(dialog.field('Verification code')).toBeFocused();
  await page.keyboard.type('123456');
  await page.keyboard.press('Enter');
  await expect(dialog.field('PIN')).toHaveAttribute('type', 'password');
  await dialog.field('PIN').fill('4711');
  await page.keyboard.press('Enter');
  await expect(status).toHaveText(/^Connected to sftp:/u);
  await expect(hawser.log.lines).not.toContainText('4711');
});

test('only the agent’s keys sign in where the site says so', async ({ start, folder, open }) => {
  const server = await start('openssh');
  const socket = join(folder, 'agent.sock');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  try {
    await expect.poll(() => existsSync(socket)).toBe(true);
    const { page, dialog, remote, status } = await open({ env: { SSH_AUTH_SOCK: socket } });
    await connectBySite(page, server, { type: 'agent', user: server.user });
    await dialog.trust(server);
    await expect(remote.failure).toContainText(`The SSH agent holds no key to sign in as ${server.user} on 127.0.0.1.`);
    execFileSync('ssh-add', [(await sshKeys()).user.privateFile], { stdio: 'ignore', env: { ...process.env, SSH_AUTH_SOCK: socket } });
    await remote.button('Try again').click();
    await expect(status).toHaveText(/^Connected to sftp:/u);
  } finally {
    agent.kill();
  }
});

test('weak algorithms are named and refused by default; allowed for good, they are not asked about again', async ({ start, hawser }) => {
  const { dialog, quickconnect, remote, page, status } = hawser;
  const server = await start('openssh', { configuration: ['KexAlgorithms diffie-hellman-group14-sha1', 'Ciphers aes128-cbc', 'MACs hmac-sha1'] });
  await quickconnect.connect(server);
  await dialog.trust(server);
  await expect(dialog.element).toContainText('diffie-hellman-group14-sha1');
  expect(await dialog.fact('Cipher')).toBe('aes128-cbc');
  await page.keyboard.press('Enter');
  await expect(remote.failure).toContainText('127.0.0.1 offers only weak algorithms (diffie-hellman-group14-sha1, aes128-cbc, hmac-sha1), and they were not allowed.');
  expect(server.log()).not.toContain('Accepted');
  await quickconnect.connect(server);
  await dialog.button('Always allow for this server').click();
  await expect(status).toHaveText(/^Connected to sftp:/u);
  await quickconnect.connect(server);
  await expect(remote.path).toHaveValue(server.homePath);
  await expect(dialog.element).toHaveCount(0);
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSftpDouble } from './fixtures/sftp-double.ts';
import { startSshAgent } from './fixtures/ssh-agent.ts';
import { sshKeys } from './fixtures/ssh-keys.ts';
import { expect, test } from './hawser-test.ts';
import { connectBySite } from './pages/saved-site.ts';
import { siteManager } from './pages/site-manager.ts';

test('after the key the server asks for a code and a PIN, one after the other', async ({ until, hawser }) => {
  const { dialog, page, status } = hawser;
  const double = await until(startSftpDouble({ login: 'key-and-code', files: { '/file': 'content' } }));
  await connectBySite(page, double, { type: 'key-file', user: double.user, keyFile: double.keyFile });
  await dialog.trust(double);
  await expect(dialog.title).toHaveText('127.0.0.1 asks');
  await expect(dialog.element.getByRole('heading', { level: 3 })).toHaveText('Second step');
  await expect(dialog.element).toContainText('Type the code of your device.');
  expect(await dialog.fact('Server')).toBe(`127.0.0.1:${double.port}`);
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

test('sshd takes the agent’s key and then asks its own question, again after a wrong answer', async ({ start, until, open }) => {
  const server = await start('openssh', { signIn: ['publickey,keyboard-interactive'] });
  const agent = await until(startSshAgent());
  await agent.add((await sshKeys()).user.privateFile);
  const { page, dialog, status, log } = await open({ env: { SSH_AUTH_SOCK: agent.socket } });
  await connectBySite(page, server, { type: 'interactive', user: server.user });
  await dialog.trust(server);
  await expect(dialog.field('Password')).toBeFocused();
  expect(await dialog.fact('Server')).toBe(`127.0.0.1:${server.port}`);
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await expect(dialog.field('Password')).toHaveValue('');
  await dialog.field('Password').fill(server.password);
  await page.keyboard.press('Enter');
  await expect(status).toHaveText(/^Connected to sftp:/u);
  await expect(log.lines).not.toContainText(server.password);
});

test('only the agent’s keys sign in where the site says so', async ({ start, until, open }) => {
  const server = await start('openssh');
  const agent = await until(startSshAgent());
  const { page, dialog, remote, status } = await open({ env: { SSH_AUTH_SOCK: agent.socket } });
  await connectBySite(page, server, { type: 'agent', user: server.user });
  await dialog.trust(server);
  await expect(remote.failure).toContainText(`The SSH agent holds no key to sign in as ${server.user} on 127.0.0.1.`);
  await agent.add((await sshKeys()).user.privateFile);
  await remote.button('Try again').click();
  await expect(status).toHaveText(/^Connected to sftp:/u);
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

test('a server that lets anybody in is signed in to without a name or a secret, from a site and from the address bar', async ({ start, hawser }) => {
  const { page, dialog, quickconnect, remote, status } = hawser;
  const server = await start('openssh', { anonymous: true });
  await writeFile(join(server.root, 'handout.txt'), 'for all');
  const manager = siteManager(page);
  await manager.open();
  await manager.button('New site').first().click();
  await manager.field('Host').fill(server.host);
  await manager.field('Port').fill(String(server.port));
  await manager.field('Sign in with').selectOption('Nothing (anonymous)');
  await expect(manager.field('User')).toHaveCount(0);
  await manager.button('Connect').click();
  await dialog.trust(server);
  await expect(status).toHaveText(`Connected to sftp://anonymous@127.0.0.1:${server.port}`);
  await expect(remote.row('handout.txt')).toBeVisible();
  await quickconnect.connect({ ...server, protocol: 'sftp', user: 'anonymous', password: '' });
  await expect(status).toHaveText(`Connected to sftp://anonymous@127.0.0.1:${server.port}`);
  await expect(dialog.element).toHaveCount(0);
});

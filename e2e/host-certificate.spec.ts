import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sshKeygen, sshKeys } from './fixtures/ssh-keys.ts';
import { expect, test } from './hawser-test.ts';

/** An authority, and its certificate for the host key of the fixtures. */
async function issue(folder: string, ...flags: readonly string[]): Promise<{ readonly authority: string; readonly certificate: string }> {
  const [authority, host] = [join(folder, 'authority'), join(folder, 'host.pub')];
  sshKeygen('-t', 'ed25519', '-N', '', '-C', 'the harbour master', '-f', authority);
  await copyFile((await sshKeys()).hosts.ed25519.first.publicFile, host);
  sshKeygen('-s', authority, '-h', '-I', 'web-7.example.org', ...flags, host);
  return { authority: (await readFile(`${authority}.pub`, 'utf8')).trim(), certificate: join(folder, 'host-cert.pub') };
}

async function homeThatTrusts(folder: string, authority: string): Promise<string> {
  const userData = join(folder, 'trusting');
  await mkdir(join(userData, 'home', '.ssh'), { recursive: true });
  await writeFile(join(userData, 'home', '.ssh', 'known_hosts'), `@cert-authority 127.0.0.1 ${authority}\n`);
  return userData;
}

test('a certificate vouches for a server without a question, and the lock says whose; its keys are exchanged in the largest group', async ({ start, open, folder }) => {
  const { authority, certificate } = await issue(folder, '-n', '127.0.0.1', '-V', '20200101Z:20991231Z');
  const server = await start('openssh', { configuration: [`HostCertificate ${certificate}`, 'KexAlgorithms diffie-hellman-group18-sha512'] });
  const { quickconnect, status, page, dialog } = await open({ userData: await homeThatTrusts(folder, authority) });
  await quickconnect.connect(server);
  await expect(status).toHaveText(/^Connected to sftp:/u);
  await page.getByRole('group', { name: 'Protection' }).getByRole('button', { name: /^Control/u }).click();
  expect(await dialog.fact('Host key')).toBe(server.hostKeyFingerprint);
  expect(await dialog.fact('Its certificate')).toBe('web-7.example.org');
  expect(await dialog.fact('Issued by')).toMatch(/^SHA256:/u);
  expect(await dialog.fact('Valid until')).toBe('31 December 2099');
  expect(await dialog.fact('Key exchange')).toBe('diffie-hellman-group18-sha512');
});

test('a certificate that has expired leaves the question about the key, with the reason', async ({ start, open, folder }) => {
  const { authority, certificate } = await issue(folder, '-n', '127.0.0.1', '-V', '20200101Z:20210101Z');
  const server = await start('openssh', { configuration: [`HostCertificate ${certificate}`] });
  const { quickconnect, status, dialog } = await open({ userData: await homeThatTrusts(folder, authority) });
  await quickconnect.connect(server);
  await expect(dialog.title).toHaveText('First connection to 127.0.0.1');
  expect(await dialog.fact('Its certificate')).toBe('does not count: it has expired');
  expect(await dialog.fact('Fingerprint')).toBe(server.hostKeyFingerprint);
  await dialog.button('Connect once').click();
  await expect(status).toHaveText(/^Connected to sftp:/u);
});

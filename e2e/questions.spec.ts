import type { CertificateName } from './fixtures/test-server.ts';
import { sshKeys } from './fixtures/ssh-keys.ts';
import { certificates } from './fixtures/certificates.ts';
import { expect, test } from './hawser-test.ts';

test('an unknown host key is shown as the server has it; refused, nothing is signed in to', async ({ start, hawser }) => {
  const server = await start('openssh');
  const { dialog, remote, quickconnect } = hawser;
  await quickconnect.connect(server);
  await expect(dialog.title).toHaveText('First connection to 127.0.0.1');
  expect(await dialog.fact('Server')).toBe(`127.0.0.1:${server.port}`);
  expect(await dialog.fact('Key type')).toBe('ssh-ed25519');
  expect(await dialog.fact('Fingerprint')).toBe(server.hostKeyFingerprint);
  // Nothing is accepted by a thoughtless Enter.
  await expect(dialog.button('Do not connect')).toBeFocused();
  await hawser.page.keyboard.press('Enter');
  await expect(dialog.element).toHaveCount(0);
  await expect(remote.failure).toContainText('The host key of 127.0.0.1 is not trusted.');
  await expect(remote.failure).toContainText(`ssh-ed25519 ${server.hostKeyFingerprint}`);
  await expect(hawser.status).toHaveText('Could not connect');
  expect(server.log()).not.toContain('Accepted');

  // Escape is a refusal too.
  await remote.button('Try again').click();
  await expect(dialog.title).toHaveText('First connection to 127.0.0.1');
  await hawser.page.keyboard.press('Escape');
  await expect(remote.failure).toContainText('The host key of 127.0.0.1 is not trusted.');
});

test('a host key that is trusted for good is not asked about again, not even by the next start', async ({ start, open }) => {
  const server = await start('openssh');
  const first = await open();
  await first.quickconnect.connect(server);
  await first.dialog.button('Trust and connect').click();
  await expect(first.status).toHaveText(/^Connected to sftp:/u);
  await first.close();

  const second = await open();
  await second.quickconnect.connect(server);
  await expect(second.status).toHaveText(/^Connected to sftp:/u);
  await expect(second.dialog.element).toHaveCount(0);
});

test('a host key that is trusted once is asked about by the next start', async ({ start, open }) => {
  const server = await start('openssh');
  const first = await open();
  await first.quickconnect.connect(server);
  await first.dialog.button('Connect once').click();
  await expect(first.status).toHaveText(/^Connected to sftp:/u);
  await first.close();

  const second = await open();
  await second.quickconnect.connect(server);
  await expect(second.dialog.title).toHaveText('First connection to 127.0.0.1');
});

test('a changed host key is asked about loudly, with both keys, and refused by default', async ({ start, hawser }) => {
  const { dialog, remote, quickconnect, page } = hawser;
  const server = await start('openssh');
  await quickconnect.connect(server);
  await dialog.trust(server);
  await expect(hawser.status).toHaveText(/^Connected to sftp:/u);
  await server.stop();

  const impostor = await start('openssh', { port: server.port, hostKey: 'changed' });
  const { first, changed } = (await sshKeys()).hosts.ed25519;
  expect(impostor.hostKeyFingerprint).toBe(changed.fingerprint);
  await quickconnect.connect(impostor);
  await expect(dialog.title).toHaveText('The host key of 127.0.0.1 has changed');
  await expect(dialog.element).toContainText('Someone may be intercepting the connection');
  await expect(dialog.element).toHaveClass(/dialog--bad/u);
  expect(await dialog.fact('Known key')).toBe(first.fingerprint);
  expect(await dialog.fact('Shown now')).toBe(changed.fingerprint);
  await expect(dialog.button('Do not connect')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(remote.failure).toContainText('The host key of 127.0.0.1 has changed since the last connection.');
  expect(impostor.log()).not.toContain('Accepted');

  // Refusing has not made it known; replacing does.
  await quickconnect.connect(impostor);
  await dialog.button('Replace the known key').click();
  await expect(hawser.status).toHaveText(/^Connected to sftp:/u);
  await quickconnect.connect(impostor);
  await expect(remote.path).toHaveValue(impostor.homePath);
  await expect(dialog.element).toHaveCount(0);
});

const untrusted: Readonly<Record<CertificateName, readonly string[]>> = {
  good: ['trusted'],
  'self-signed': ['trusted', 'not-self-signed'],
  'missing-intermediate': ['complete'],
  expired: ['trusted', 'dates'],
  'not-yet-valid': ['trusted', 'dates'],
  'wrong-name': ['trusted', 'name'],
  'weak-key': ['trusted', 'strong'],
  'weak-signature': ['trusted', 'strong'],
};
test('a certificate is shown with all that is wrong with it, and refused by default', async ({ start, hawser }) => {
  const { dialog, remote } = hawser;
  for (const [certificate, failing] of Object.entries(untrusted)) {
    const server = await start('vsftpd-explicit', { certificate: certificate as CertificateName });
    await hawser.quickconnect.connect(server);
    await expect(dialog.title).toHaveText('The certificate of 127.0.0.1 is not trusted');
    await expect.poll(() => dialog.checks('fail')).toEqual(failing);
    expect(await dialog.fact('SHA-256')).toBe(server.certificateFingerprint);
    if (certificate === 'wrong-name') expect(await dialog.fact('Names')).toBe('files.example.org');
    // Trust for good takes a second step where the fault is grave.
    await expect(dialog.button('Trust and connect')).toBeEnabled({ enabled: !/expired|not-yet|wrong|weak/u.test(certificate) });
    await expect(dialog.button('Do not connect')).toBeFocused();
    await hawser.page.keyboard.press('Enter');
    await expect(dialog.element).toHaveCount(0);
    await expect(remote.failure).toContainText('The certificate of 127.0.0.1 is not trusted.');
    // No password goes to a server that is not trusted.
    expect(server.log()).not.toContain('USER');
    await server.stop();
  }
});

test('an implicit connection asks about the certificate as well', async ({ start, hawser }) => {
  const server = await start('vsftpd-implicit');
  await hawser.quickconnect.connect(server);
  expect(await hawser.dialog.fact('SHA-256')).toBe(server.certificateFingerprint);
  await hawser.dialog.button('Do not connect').click();
  await expect(hawser.remote.failure).toContainText('The certificate of 127.0.0.1 is not trusted.');
});

test('a certificate that is trusted for good is not asked about by the next start; another one in its place is', async ({ start, open }) => {
  const server = await start('vsftpd-explicit');
  const first = await open();
  await first.quickconnect.connect(server);
  await first.dialog.trust(server);
  await expect(first.status).toHaveText(/^Connected to ftps-explicit:/u);
  await expect(first.page.getByRole('group', { name: 'Protection' })).toContainText('accepted by you');
  await first.close();

  const { quickconnect, dialog, remote, status } = await open();
  await quickconnect.connect(server);
  await expect(status).toHaveText(/^Connected to ftps-explicit:/u);
  await expect(remote.path).toHaveValue('/');
  await server.stop();
  const other = await start('vsftpd-explicit', { port: server.port, certificate: 'self-signed' });
  await quickconnect.connect(other);
  await expect(dialog.title).toHaveText('The certificate of 127.0.0.1 has changed');
  expect(await dialog.checks('fail')).toContain('unchanged');
  const fingerprints = dialog.element.getByRole('row', { name: 'SHA-256' }).getByRole('cell');
  expect((await fingerprints.allTextContents()).map((text) => text.replaceAll('\n', ':'))).toEqual([server.certificateFingerprint, other.certificateFingerprint]);
  await expect(dialog.button('Trust and connect')).toBeDisabled();
  await dialog.button('Do not connect').click();
  await expect(remote.failure).toContainText('The certificate of 127.0.0.1 is not trusted.');
});

test('a certificate of an authority in the system’s own store raises no question, and its chain ends there', async ({ start, open }) => {
  const { rootFile } = await certificates();
  const server = await start('vsftpd-explicit');
  // Where OpenSSL, and with it the runtime, looks for the system's roots on Linux.
  const { quickconnect, dialog, status, page } = await open({ env: { SSL_CERT_FILE: rootFile, NODE_EXTRA_CA_CERTS: '' } });
  await quickconnect.connect(server);
  await expect(status).toHaveText(/^Connected to ftps-explicit:/u);
  await expect(dialog.element).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Protection' })).not.toContainText('accepted by you');
  await page.getByRole('button', { name: /^Control/u }).click();
  await expect(dialog.element.getByRole('option').last()).toContainText('from this computer’s trust store');
  expect(await dialog.checks('fail')).toEqual([]);
});

test('of an expired certificate of an authority that this computer knows, only the date is said', async ({ start, open }) => {
  const { rootFile } = await certificates();
  const server = await start('vsftpd-explicit', { certificate: 'expired' });
  const { quickconnect, dialog } = await open({ env: { NODE_EXTRA_CA_CERTS: rootFile } });
  await quickconnect.connect(server);
  await expect(dialog.title).toHaveText('The certificate of 127.0.0.1 is not trusted');
  expect(await dialog.checks('fail')).toEqual(['dates']);
});

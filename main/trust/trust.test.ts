import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCertificates, rememberCertificate, rememberedCertificates } from './certificates.ts';
import { noteServer, openServerNotes, serverNotes } from './server-notes.ts';
import { openHostKeys, rememberedHostKeys, rememberHostKey } from './host-keys.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-trust-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('remembered host keys', () => {
  const ed25519 = { algorithm: 'ssh-ed25519', fingerprint: 'SHA256:one' };

  it('belong to one host and one port, and outlive the app', async () => {
    await rememberHostKey(await openHostKeys(folder), 'Files.example.org', 22, ed25519);
    const file = await openHostKeys(folder);
    expect(rememberedHostKeys(file, 'files.EXAMPLE.org.', 22)).toEqual(['SHA256:one']);
    expect(rememberedHostKeys(file, 'files.example.org', 2222)).toEqual([]);
    expect(rememberedHostKeys(file, 'example.org', 22)).toEqual([]);
  });

  it('replace the key of the same algorithm and keep the others', async () => {
    const file = await openHostKeys(folder);
    await rememberHostKey(file, 'h', 22, ed25519);
    await rememberHostKey(file, 'h', 22, { algorithm: 'rsa-sha2-512', fingerprint: 'SHA256:rsa' });
    await rememberHostKey(file, 'H', 22, { ...ed25519, fingerprint: 'SHA256:two' });
    expect(rememberedHostKeys(file, 'h', 22).toSorted()).toEqual(['SHA256:rsa', 'SHA256:two']);
  });
});

describe('remembered certificates', () => {
  it('are kept by host and port, the latest decision first, each once', async () => {
    const file = await openCertificates(folder);
    await rememberCertificate(file, 'h', 990, { fingerprint: 'AA:BB', pem: 'first' });
    await rememberCertificate(file, 'h', 990, { fingerprint: 'CC:DD', pem: 'second' });
    await rememberCertificate(file, 'H', 990, { fingerprint: 'AA:BB', pem: 'first' });
    await rememberCertificate(file, 'h', 21, { fingerprint: 'EE:FF', pem: 'other' });
    const again = await openCertificates(folder);
    expect(rememberedCertificates(again, 'h', 990)).toEqual(['AA:BB', 'CC:DD']);
    expect(rememberedCertificates(again, 'h', 21)).toEqual(['EE:FF']);
    expect(rememberedCertificates(again, 'other', 990)).toEqual([]);
  });
});

describe('server notes', () => {
  it('are kept by host and port, one of each kind', async () => {
    const file = await openServerNotes(folder);
    await noteServer(file, 'H', 21, { note: 'plaintext-allowed', detail: '' });
    await noteServer(file, 'h.', 21, { note: 'insecure-algorithms-allowed', detail: 'hmac-sha1' });
    await noteServer(file, 'h', 21, { note: 'insecure-algorithms-allowed', detail: 'hmac-sha1,3des-cbc' });
    await noteServer(file, 'h', 22, { note: 'spoke-tls', detail: '' });
    expect(serverNotes(await openServerNotes(folder), 'h', 21)).toEqual([
      { note: 'plaintext-allowed', detail: '' },
      { note: 'insecure-algorithms-allowed', detail: 'hmac-sha1,3des-cbc' },
    ]);
  });
});

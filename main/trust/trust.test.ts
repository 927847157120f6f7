import { X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { certificates as madeCertificates } from '../../e2e/fixtures/certificates.ts';
import { scratchPerTest } from '../../e2e/fixtures/scratch.ts';
import { openAuthorities } from './authorities.ts';
import { createTrustStore } from './trust-store.ts';
import { openCertificates, rememberCertificate, rememberedCertificates } from './certificates.ts';
import { noteServer, openServerNotes, serverNotes } from './server-notes.ts';
import { openHostKeys, rememberedHostKeys, rememberHostKey } from './host-keys.ts';

const scratch = scratchPerTest('trust');

describe('remembered host keys', () => {
  const ed25519 = { algorithm: 'ssh-ed25519', fingerprint: 'SHA256:one' };

  it('belong to one host and one port, and outlive the app', async () => {
    await rememberHostKey(await openHostKeys(scratch.path), 'Files.example.org', 22, ed25519);
    const file = await openHostKeys(scratch.path);
    expect(rememberedHostKeys(file, 'files.EXAMPLE.org.', 22)).toEqual(['SHA256:one']);
    expect(rememberedHostKeys(file, 'files.example.org', 2222)).toEqual([]);
    expect(rememberedHostKeys(file, 'example.org', 22)).toEqual([]);
  });

  it('replace the key of the same algorithm and keep the others', async () => {
    const file = await openHostKeys(scratch.path);
    await rememberHostKey(file, 'h', 22, ed25519);
    await rememberHostKey(file, 'h', 22, { algorithm: 'rsa-sha2-512', fingerprint: 'SHA256:rsa' });
    await rememberHostKey(file, 'H', 22, { ...ed25519, fingerprint: 'SHA256:two' });
    expect(rememberedHostKeys(file, 'h', 22).toSorted()).toEqual(['SHA256:rsa', 'SHA256:two']);
  });
});

describe('remembered certificates', () => {
  const certificate = (fingerprint: string, pem: string) => ({ fingerprint, pem, names: [] as string[], despite: [] });
  const fingerprints = (...place: Parameters<typeof rememberedCertificates>) => rememberedCertificates(...place).map((one) => one.fingerprint);

  it('are kept by host and port, the latest decision first, each once', async () => {
    const file = await openCertificates(scratch.path);
    await rememberCertificate(file, 'h', 990, certificate('AA:BB', 'first'));
    await rememberCertificate(file, 'h', 990, certificate('CC:DD', 'second'));
    await rememberCertificate(file, 'H', 990, certificate('AA:BB', 'first'));
    await rememberCertificate(file, 'h', 21, certificate('EE:FF', 'other'));
    const again = await openCertificates(scratch.path);
    expect(fingerprints(again, 'h', 990)).toEqual(['AA:BB', 'CC:DD']);
    expect(fingerprints(again, 'h', 21)).toEqual(['EE:FF']);
    expect(fingerprints(again, 'other', 990)).toEqual([]);
  });
});

describe('server notes', () => {
  it('are kept by host and port, one of each kind', async () => {
    const file = await openServerNotes(scratch.path);
    await noteServer(file, 'H', 21, { note: 'plaintext-allowed', detail: '' });
    await noteServer(file, 'h.', 21, { note: 'insecure-algorithms-allowed', detail: 'hmac-sha1' });
    await noteServer(file, 'h', 21, { note: 'insecure-algorithms-allowed', detail: 'hmac-sha1,3des-cbc' });
    await noteServer(file, 'h', 22, { note: 'spoke-tls', detail: '' });
    expect(serverNotes(await openServerNotes(scratch.path), 'h', 21)).toEqual([
      { note: 'plaintext-allowed', detail: '' },
      { note: 'insecure-algorithms-allowed', detail: 'hmac-sha1,3des-cbc' },
    ]);
  });
});

describe('the trust store', () => {
  const open = async () => {
    const [hostKeys, certificates, notes, authorities] = await Promise.all([openHostKeys(scratch.path), openCertificates(scratch.path), openServerNotes(scratch.path), openAuthorities(scratch.path)]);
    return { hostKeys, certificates, notes, authorities, store: createTrustStore({ hostKeys, certificates, serverNotes: notes, authorities }) };
  };

  it('lists by host and port, forgets for good, and takes it back', async () => {
    const { hostKeys, certificates, notes, store } = await open();
    let told = 0;
    store.watch(() => {
      told += 1;
    });
    await rememberHostKey(hostKeys, 'h', 22, { algorithm: 'ssh-ed25519', fingerprint: 'SHA256:one' });
    await rememberCertificate(certificates, 'ftp.example.org', 21, { fingerprint: 'AA', pem: 'p', names: ['*.Example.org', 'files.test'], despite: ['expired'] });
    await noteServer(notes, 'h', 21, { note: 'plaintext-allowed', detail: '' });
    const kinds = (...place: [string?, number?]) => store.entries(...place).map(({ kind }) => kind).toSorted();
    expect(kinds()).toEqual(['certificate', 'host-key', 'note']);
    expect(kinds('H.')).toEqual(['host-key', 'note']);
    expect(kinds('h', 21)).toEqual(['note']);
    // A certificate counts for the names that were taken in, on its port alone.
    expect(kinds('www.example.org')).toEqual(['certificate']);
    expect(kinds('a.www.example.org')).toEqual([]);
    expect(rememberedCertificates(certificates, 'FILES.test', 21)[0]?.despite).toEqual(['expired']);
    expect(rememberedCertificates(certificates, 'files.test', 990)).toEqual([]);

    for (const entry of store.entries()) await store.forget(entry);
    expect(store.entries()).toEqual([]);
    expect((await open()).store.entries()).toEqual([]);
    expect([await store.undo(), await store.undo(), await store.undo(), await store.undo()]).toEqual([true, true, true, false]);
    expect(kinds()).toEqual(['certificate', 'host-key', 'note']);
    expect(told).toBe(6);
  });

  it('takes authorities from PEM and DER, and nothing that may not sign', async () => {
    const { store, authorities } = await open();
    const { root, rootFile, intermediate, servers } = await madeCertificates();
    const file = scratch.at('authorities');
    await store.addAuthorities(rootFile);
    await writeFile(file, `words before\n${root}${intermediate}`);
    await store.addAuthorities(file);
    expect(store.entries().map((entry) => (entry.kind === 'authority' ? entry.name : '')).toSorted()).toEqual(['Hawser test intermediate', 'Hawser test root']);
    await store.forget({ kind: 'authority', fingerprint: new X509Certificate(root).fingerprint256 });
    await writeFile(file, new X509Certificate(root).raw);
    await store.addAuthorities(file);
    expect(authorities.value().authorities).toHaveLength(2);

    await expect(store.addAuthorities(servers.good.chainFile)).rejects.toMatchObject({ data: { reason: 'not-an-authority' } });
    await writeFile(file, 'no certificate');
    await expect(store.addAuthorities(file)).rejects.toMatchObject({ data: { reason: 'not-a-certificate' } });
    await expect(store.addAuthorities(scratch.at('nothing'))).rejects.toMatchObject({ data: { reason: 'local-failed' } });
    expect(authorities.value().authorities).toHaveLength(2);
  });
});

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { certificates } from '../../../e2e/fixtures/certificates.ts';
import { makeScratch } from '../../../e2e/fixtures/scratch.ts';
import type { CertificateName } from '../../../e2e/fixtures/test-server.ts';
import { certificateFacts } from './certificate-facts.ts';
import { certificateReport, problemsOfFile } from './certificate-report.ts';
import { namesToCover } from './names-to-cover.ts';
import { readCertificates } from './read-certificates.ts';
import { isTrusted } from './settle-trust.ts';

const { root, intermediate, servers } = await certificates();
const pick = async (pem: string) => certificateFacts(new X509Certificate(pem));

describe('facts', () => {
  it('are all that stands in a certificate', async () => {
    expect(await pick(servers.good.certificate)).toMatchObject({
      subject: [{ type: 'O', value: 'Hawser tests' }, { type: 'CN', value: 'localhost' }],
      issuer: [{ type: 'O', value: 'Hawser tests' }, { type: 'CN', value: 'Hawser test intermediate' }],
      altNames: [{ kind: 'dns', value: 'localhost' }, { kind: 'ip', value: '127.0.0.1' }, { kind: 'ip', value: '::1' }, { kind: 'dns', value: 'files.example.org' }],
      validFrom: Date.UTC(2024, 0, 1),
      validTo: Date.UTC(2049, 0, 1),
      key: { algorithm: 'EC', bits: 256, curve: 'P-256' },
      signature: 'ECDSA with SHA-256',
      weaknesses: [],
      keyUsage: ['digitalSignature'],
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
      authority: false,
      revocation: { crl: ['http://ca.example.org/hawser.crl'], ocsp: ['http://ocsp.example.org'], issuers: ['http://ca.example.org/intermediate.crt'] },
      sha256: servers.good.fingerprint,
    });
    expect(await pick(root)).toMatchObject({ authority: true, keyUsage: ['keyCertSign', 'cRLSign'], extendedKeyUsage: null, pathLength: null });
  });

  it('tell a short key and a broken digest', async () => {
    expect(await pick(servers['weak-key'].certificate)).toMatchObject({ key: { algorithm: 'RSA', bits: 1024 }, weaknesses: ['short-key'] });
    expect(await pick(servers['weak-signature'].certificate)).toMatchObject({ signature: 'ECDSA with SHA-1', weaknesses: ['sha1-signature'] });
  });
});

describe('what is said of a chain', () => {
  const report = async (name: CertificateName, authorities: readonly string[], host: string | null = '127.0.0.1') => {
    const given = await readCertificates(Buffer.from(servers[name].chain));
    const problems = problemsOfFile(given, authorities, host);
    return certificateReport({ certificates: given, authorities, source: 'server', host, port: 21, problems, tls: null, lastSeen: null, excepted: false });
  };
  const failing = async (...of: Parameters<typeof report>) => (await report(...of)).checks.filter(({ verdict }) => verdict === 'fail').map(({ check }) => check);

  it('is drawn to the root, with who brought each certificate', async () => {
    const { chain, standing, checks } = await report('good', [root]);
    expect(chain.map(({ source, sha256 }) => [source, sha256])).toEqual([
      ['server', servers.good.fingerprint],
      ['server', new X509Certificate(intermediate).fingerprint256],
      ['added', new X509Certificate(root).fingerprint256],
    ]);
    expect(standing).toBe('verified');
    expect(checks.map(({ check, verdict }) => `${check} ${verdict}`)).toEqual(['complete pass', 'trusted pass', 'not-self-signed pass', 'name pass', 'dates pass', 'strong pass', 'unchanged unknown']);
  });

  it.each<[CertificateName, readonly string[]]>([
    ['good', []],
    ['expired', ['dates']],
    ['not-yet-valid', ['dates']],
    ['wrong-name', ['name']],
    ['weak-key', ['strong']],
    ['weak-signature', ['strong']],
    ['self-signed', ['trusted', 'not-self-signed']],
    ['missing-intermediate', ['complete']],
  ])('where the root is trusted, “%s” fails only by %j', async (name, expected) => {
    expect(await failing(name, [root])).toEqual(expected);
  });

  it('is not of a trusted authority where nobody added it, and cannot be compared with a host where there is none', async () => {
    expect(await failing('good', [])).toEqual(['trusted']);
    const { checks, chain } = await report('wrong-name', [root], null);
    expect(checks.find(({ check }) => check === 'name')).toEqual({ check: 'name', verdict: 'unknown', about: 'files.example.org' });
    expect(chain).toHaveLength(3);
  });

  it('does not let the leaf of a stranger pass for an authority', async () => {
    const [leaf, middle] = await readCertificates(Buffer.from(servers.good.chain));
    expect(problemsOfFile([leaf!, middle!], [servers['self-signed'].certificate], '127.0.0.1')).toEqual(['untrusted-root']);
  });
});

describe('files', () => {
  it('are read in PEM with keys among them, DER, and PKCS#7 in both encodings; the leaf comes first', async () => {
    const folder = await makeScratch('certificates');
    const bundle = join(folder, 'bundle.pem');
    writeFileSync(bundle, root + intermediate + servers.good.certificate);
    const convert = (form: string): Buffer => {
      const out = join(folder, form);
      execFileSync('openssl', ['crl2pkcs7', '-nocrl', '-certfile', bundle, '-outform', form, '-out', out]);
      return readFileSync(out);
    };
    const contents = [Buffer.from(intermediate + servers.good.key + servers.good.certificate + root), convert('DER'), convert('PEM')];
    for (const content of contents) {
      const found = await readCertificates(content);
      expect(found).toHaveLength(3);
      expect(found[0]?.fingerprint256).toBe(servers.good.fingerprint);
    }
    expect(await readCertificates(new X509Certificate(root).raw)).toHaveLength(1);
    for (const nothing of ['', 'words', servers.good.key, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----']) expect(await readCertificates(Buffer.from(nothing))).toEqual([]);
  });
});

it('extends trust to the other names of a certificate, but not of one that names another host', async () => {
  const leaf = await pick(servers.good.certificate);
  expect(namesToCover(leaf, 'LOCALHOST.', [])).toEqual(['127.0.0.1', '::1', 'files.example.org']);
  expect(namesToCover(leaf, 'elsewhere.example.org', ['wrong-name'])).toEqual([]);
});

it('lets trust cover the faults that it was given for, and no graver one', () => {
  const kept = [{ fingerprint: 'AA', pem: null, despite: ['expired' as const] }];
  expect(isTrusted(kept, 'AA', ['self-signed', 'expired'])).toBe(true);
  expect(isTrusted(kept, 'AA', ['self-signed', 'expired', 'weak'])).toBe(false);
  expect(isTrusted(kept, 'AA', ['wrong-name'])).toBe(false);
  expect(isTrusted(kept, 'BB', ['self-signed'])).toBe(false);
});

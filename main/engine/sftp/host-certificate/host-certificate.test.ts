import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../e2e/fixtures/seeded-random.ts';
import { sshKeygen } from '../../../../e2e/fixtures/ssh-keys.ts';
import { field, word } from '../keys/ssh-fields.ts';
import { lookUpHost, type KnownHost } from '../known-hosts/known-host.ts';
import { parseKnownHosts } from '../known-hosts/parse.ts';
import { isCertificate } from '../keys/public-blob.ts';
import { MalformedReply } from '../wire/reply-reader.ts';
import { judgeHostCertificate } from './judge.ts';
import { readHostCertificate } from './read.ts';

const folder = mkdtempSync(join(tmpdir(), 'hawser-host-certificate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const blobOf = (file: string): Buffer => Buffer.from(readFileSync(join(folder, file), 'utf8').split(' ')[1] ?? '', 'base64');
for (const [name, ...type] of [['host', 'ed25519'], ['ed25519', 'ed25519'], ['rsa', 'rsa', '-b', '2048'], ['p256', 'ecdsa', '-b', '256'], ['p384', 'ecdsa', '-b', '384'], ['p521', 'ecdsa', '-b', '521']] as const) {
  sshKeygen('-t', ...type, '-N', '', '-f', join(folder, name));
}
const HOUR = 3_600_000;

/** A certificate, for `web.example` unless the flags name others or an empty name. */
function issue(by: string, ...flags: readonly string[]): Buffer {
  const names = flags.includes('-n') ? flags : ['-n', 'web.example', ...flags];
  sshKeygen('-s', join(folder, by), '-I', 'id', ...(names.includes('') ? names.filter((flag) => flag !== '' && flag !== '-n') : names), join(folder, 'host.pub'));
  return blobOf('host-cert.pub');
}
function trusting(by: string): KnownHost {
  return lookUpHost(parseKnownHosts(`@cert-authority *.example ${readFileSync(join(folder, `${by}.pub`), 'utf8')}`), 'web.example', 22);
}
const faultOf = (blob: Buffer, known: KnownHost, host = 'web.example', now = Date.now()) => judgeHostCertificate(readHostCertificate(blob), host, known, now).fault;

describe('a host certificate', () => {
  it.each(['ed25519', 'rsa', 'p256', 'p384', 'p521'])('is accepted again and again from an authority of the kind %s', (by) => {
    const known = trusting(by);
    // The numbers of an ECDSA signature are shorter now and then.
    for (let at = 0; at < 5; at++) expect(faultOf(issue(by, '-h'), known)).toBeNull();
  });

  it('has what ssh-keygen wrote', () => {
    const certificate = readHostCertificate(issue('rsa', '-h', '-t', 'rsa-sha2-256', '-n', 'web.example,*.web.example', '-V', '20260101Z:20270101Z'));
    expect(certificate).toMatchObject({ role: 2, keyId: 'id', principals: ['web.example', '*.web.example'], validAfter: Date.UTC(2026, 0) / 1000, validBefore: Date.UTC(2027, 0) / 1000, criticalOptions: [] });
    expect(certificate.plain.equals(blobOf('host.pub'))).toBe(true);
    expect(certificate.authority.equals(blobOf('rsa.pub'))).toBe(true);
  });

  it('counts for its names alone, in whatever case', () => {
    const blob = issue('ed25519', '-h', '-n', 'web.example,*.Deep.example');
    const known = trusting('ed25519');
    expect(['web.example', 'WEB.example', 'a.deep.example'].map((host) => faultOf(blob, known, host))).toEqual([null, null, null]);
    expect(['mail.example', 'deep.example', 'web.example.org', 'xweb.example'].map((host) => faultOf(blob, known, host))).toEqual(Array.from({ length: 4 }, () => 'wrong-name'));
  });

  it('counts from its first second to before its last', () => {
    const blob = issue('ed25519', '-h', '-V', '20260101Z:20270101Z');
    const known = trusting('ed25519');
    const at = (now: number) => faultOf(blob, known, 'web.example', now);
    expect([at(Date.UTC(2026, 0) - 1), at(Date.UTC(2026, 0)), at(Date.UTC(2027, 0) - 1), at(Date.UTC(2027, 0))]).toEqual(['not-yet-valid', null, null, 'expired']);
    expect(judgeHostCertificate(readHostCertificate(blob), 'web.example', known, HOUR).facts.validUntil).toBe(Date.UTC(2027, 0));
  });

  it('is refused for what it is', () => {
    const known = trusting('rsa');
    expect(faultOf(issue('rsa'), known)).toBe('not-for-hosts');
    expect(faultOf(issue('rsa', '-h', '-t', 'ssh-rsa'), known)).toBe('weak-signature');
    expect(faultOf(issue('rsa', '-h', '-O', 'critical:unheard-of@example=1'), known)).toBe('unknown-conditions');
    expect(faultOf(issue('rsa', '-h', '-n', ''), known)).toBe('without-names');
    expect(faultOf(issue('ed25519', '-h'), known)).toBe('unknown-authority');
    expect(faultOf(issue('rsa', '-h'), { ...known, revoked: known.authorities })).toBe('revoked-authority');
  });

  it('needs an authority whose kind of key is known', () => {
    const sound = readHostCertificate(issue('ed25519', '-h'));
    const authority = Buffer.concat([field('sk-ssh-ed25519@openssh.com'), field(Buffer.alloc(32, 1)), field('ssh:')]);
    const [line] = parseKnownHosts(`@cert-authority * sk-ssh-ed25519@openssh.com ${authority.toString('base64')}`);
    const known = lookUpHost(line === undefined ? [] : [line], 'web.example', 22);
    expect(judgeHostCertificate({ ...sound, authority }, 'web.example', known, Date.now()).fault).toBe('unsupported-authority');
  });

  it('has no signature by another authority, or under another name', () => {
    const [own, other] = [readHostCertificate(issue('rsa', '-h')), readHostCertificate(issue('ed25519', '-h'))];
    const fault = (changes: object) => judgeHostCertificate({ ...own, ...changes }, 'web.example', trusting('rsa'), Date.now()).fault;
    expect(fault({})).toBeNull();
    expect(fault({ signature: other.signature })).toBe('bad-signature');
    expect(fault({ signature: Buffer.concat([field('ssh-ed25519'), own.signature.subarray(16)]) })).toBe('bad-signature');
    expect(fault({ signature: Buffer.alloc(0) })).toBe('bad-signature');
  });

  it('never has the key of another certificate for its authority', () => {
    const certificate = issue('ed25519', '-h');
    const { signature } = readHostCertificate(certificate);
    const body = certificate.subarray(0, certificate.length - signature.length - 4 - blobOf('ed25519.pub').length - 4);
    const chained = Buffer.concat([body, field(certificate), field(signature)]);
    expect(() => readHostCertificate(chained)).toThrow(MalformedReply);
  });

  it('does not survive damage', () => {
    const random = seededRandom(4711);
    for (const by of ['ed25519', 'rsa', 'p521']) {
      const blob = issue(by, '-h');
      const known = trusting(by);
      for (let round = 0; round < 400; round++) {
        const damaged = Buffer.from(blob);
        const at = random.below(damaged.length);
        damaged[at] = (damaged[at] ?? 0) ^ (1 + random.below(255));
        const shape = round % 4;
        const tried = shape === 0 ? damaged.subarray(0, at) : shape === 1 ? Buffer.concat([damaged, Buffer.alloc(at)]) : damaged;
        let fault: unknown;
        try {
          fault = faultOf(tried, known);
        } catch (problem) {
          expect(problem).toBeInstanceOf(MalformedReply);
          continue;
        }
        expect(fault, `byte ${at}, round ${round} of ${by}`).not.toBeNull();
      }
    }
  });

  it('is told from a key by its name', () => {
    expect([issue('rsa', '-h'), blobOf('host.pub'), Buffer.alloc(0), Buffer.concat([word(9999), Buffer.from('x')]), field('x-cert-v01@openssh.com')].map(isCertificate)).toEqual([true, false, false, false, true]);
    expect(() => readHostCertificate(field('x-cert-v01@openssh.com'))).toThrow(MalformedReply);
    expect(() => readHostCertificate(blobOf('host.pub'))).toThrow(MalformedReply);
  });
});

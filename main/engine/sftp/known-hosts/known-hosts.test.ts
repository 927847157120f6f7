import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeScratch } from '../../../../e2e/fixtures/scratch.ts';
import { sshKeygen } from '../../../../e2e/fixtures/ssh-keys.ts';
import { field } from '../keys/ssh-fields.ts';
import { lookUpHost, preferKnown } from './known-host.ts';
import { parseKnownHosts } from './parse.ts';

const blob = (algorithm: string, seed: number): string => Buffer.concat([field(algorithm), field(Buffer.alloc(32, seed))]).toString('base64');
const key = (seed: number, algorithm = 'ssh-ed25519'): string => `${algorithm} ${blob(algorithm, seed)}`;
const look = (text: string, host: string, port = 22) => lookUpHost(parseKnownHosts(text), host, port);
/** Which of the keys 1 to 9 stand there. */
const seeds = (keys: readonly { readonly fingerprint: string }[]): readonly number[] =>
  keys.map(({ fingerprint }) => [1, 2, 3, 4, 5, 6, 7, 8, 9].find((seed) => parseKnownHosts(`x ${key(seed)}`)[0]?.key.fingerprint === fingerprint) ?? 0);

describe('known_hosts', () => {
  it('finds a host by its name in whatever case, among others, with a comment behind', () => {
    const text = `# mine\n\none.example,Two.Example ${key(1)} me@here\r\nthree.example\t${key(2)}\none.example ${key(3)}\n`;
    expect(seeds(look(text, 'ONE.example').keys)).toEqual([1, 3]);
    expect(seeds(look(text, 'two.example').keys)).toEqual([1]);
    expect(look(text, 'four.example').keys).toEqual([]);
  });

  it('keeps ports apart and lets a key without a port vouch', () => {
    const text = `[one.example]:2222 ${key(1)}\none.example ${key(2)}\n`;
    expect(look(text, 'one.example', 2222)).toMatchObject({ keys: [{ algorithm: 'ssh-ed25519' }], portless: [{ algorithm: 'ssh-ed25519' }] });
    expect(seeds(look(text, 'one.example', 2222).keys)).toEqual([1]);
    expect(seeds(look(text, 'one.example', 2222).portless)).toEqual([2]);
    expect(seeds(look(text, 'one.example').keys)).toEqual([2]);
    expect(look(text, 'one.example', 2223).keys).toEqual([]);
  });

  it('follows patterns and their exceptions', () => {
    const text = `*.example,!bad.example ${key(1)}\n10.0.0.? ${key(2)}\n`;
    expect(seeds(look(text, 'good.example').keys)).toEqual([1]);
    expect(look(text, 'bad.example').keys).toEqual([]);
    expect(look(text, 'example').keys).toEqual([]);
    expect(seeds(look(text, '10.0.0.7').keys)).toEqual([2]);
    expect(look(text, '10.0.0.77').keys).toEqual([]);
    expect(look(text, '10a0b0c7').keys).toEqual([]);
    expect(look(`${'*a'.repeat(200)}b ${key(1)}\n`, 'a'.repeat(5000)).keys).toEqual([]);
  });

  it('reads names that ssh-keygen has hashed', async () => {
    const folder = await makeScratch('known');
    const file = join(folder, 'known_hosts');
    // Keys that ssh-keygen takes for keys.
    sshKeygen('-t', 'ed25519', '-N', '', '-f', join(folder, 'key'));
    const real = readFileSync(join(folder, 'key.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
    writeFileSync(file, `one.example ${real}\n[one.example]:2222 ${real}\n`);
    sshKeygen('-H', '-f', file);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain('example');
    expect(look(text, 'One.example').keys).toHaveLength(1);
    expect(look(text, 'one.example', 2222).keys).toHaveLength(1);
    expect(look(text, 'two.example').keys).toEqual([]);
  });

  it('knows revoked keys, authorities, and no other marker', () => {
    const text = `@revoked * ${key(1)}\n@cert-authority *.example ${key(2)}\n@unheard-of * ${key(3)}\n`;
    const found = look(text, 'one.example', 2222);
    expect(seeds(found.revoked)).toEqual([1, 1].slice(0, found.revoked.length));
    expect(found.revoked.length).toBeGreaterThan(0);
    expect(seeds(look(text, 'one.example').authorities)).toEqual([2]);
    expect(seeds(found.authorities)).toEqual([2]);
    expect(look(text, 'one.elsewhere').authorities).toEqual([]);
    expect(look(text, 'one.example').keys).toEqual([]);
  });

  it('leaves out what makes no sense', () => {
    const text = [`one.example`, `one.example ssh-ed25519`, `one.example ssh-rsa ${blob('ssh-ed25519', 1)}`, `one.example ssh-ed25519 !!!`, `|1|x ${key(2)}`, `|2|eA==|eA== ${key(2)}`, `one.example ${key(3)}`].join('\n');
    expect(seeds(look(text, 'one.example').keys)).toEqual([3]);
    expect(parseKnownHosts('\0'.repeat(1000))).toEqual([]);
  });
});

it('offers first what can be compared', () => {
  const offered = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'rsa-sha2-512', 'rsa-sha2-256'];
  expect(preferKnown(offered, look(`x ${key(1, 'ssh-rsa')}`, 'x'))).toEqual(['rsa-sha2-512', 'rsa-sha2-256', 'ssh-ed25519', 'ecdsa-sha2-nistp256']);
  expect(preferKnown(offered, look('', 'x'))).toEqual(offered);
});

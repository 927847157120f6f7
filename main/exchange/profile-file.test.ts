import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeScratch } from '../../e2e/fixtures/scratch.ts';
import { sshKeygen } from '../../e2e/fixtures/ssh-keys.ts';
import { siteIdSchema } from '../../shared/model/ids.ts';
import { profileLabel } from '../../shared/model/profile.ts';
import { siteFolderSchema, siteSchema, type SitesDocument } from '../../shared/model/site.ts';
import { ownOwner } from '../secrets/owner-of.ts';
import { readProfileFile, writeProfileFile } from './profile-file.ts';
import { readPuttyHostKeys } from './putty-host-keys.ts';

const logon = { type: 'password' as const, user: 'mate' };
const hop = { host: 'gate', port: 22, logon: { type: 'password' as const, user: 'g' } };
const folder = siteFolderSchema.parse({ id: 'f', name: 'Customers', folder: true });
const site = siteSchema.parse({ id: 's', parent: 'f', name: 'Quay', profile: { protocol: 'sftp', host: 'quay', port: 22, logon, tunnel: { hops: [hop] } }, comment: 'ä' });
const document: SitesDocument = { nodes: [folder, site], bookmarks: [{ name: 'B', remoteDirectory: '/b', localDirectory: '', synchronizedBrowsing: false }] };
const passphrase = 'grün & salty 7';
const hopOwner = profileLabel({ protocol: 'sftp', ...hop });
const owned = [
  { site: siteIdSchema.parse('s'), owner: ownOwner(site.profile)!, secret: 'own-geheim' },
  { site: siteIdSchema.parse('s'), owner: hopOwner, secret: 'hop-geheim' },
];

describe('the profile file', () => {
  it('holds sites with their folders and bookmarks, and no secret unless asked', async () => {
    const text = await writeProfileFile(document, null);
    const imported = await readProfileFile(text, null);
    const { id: _id, parent: _parent, ...plain } = site;
    expect(imported).toMatchObject({ sites: [{ folders: ['Customers'], site: plain, secret: null }], bookmarks: document.bookmarks, locked: false, notCarried: [] });
    expect(text).not.toContain('sealed');
  });

  it('gives the secrets to who knows the passphrase alone, each to its own site and use', async () => {
    const text = await writeProfileFile(document, { passphrase, owned });
    expect(text).not.toMatch(/geheim|salty/u);
    expect(await readProfileFile(text, passphrase)).toMatchObject({ sites: [{ secret: 'own-geheim', otherSecrets: [{ owner: hopOwner, secret: 'hop-geheim' }] }], locked: false });
    for (const wrong of [null, 'gruen & salty 7']) expect(await readProfileFile(text, wrong)).toMatchObject({ locked: true, sites: [{ secret: null, otherSecrets: [] }] });
    // A sealed secret that somebody put in the place of another one opens nothing.
    const file = JSON.parse(text) as { secrets: { sealed: { text: string }[] } };
    const [own, other] = file.secrets.sealed;
    [own!.text, other!.text] = [other!.text, own!.text];
    expect(await readProfileFile(JSON.stringify(file), passphrase)).toMatchObject({ sites: [{ secret: null, otherSecrets: [] }], notCarried: [{ where: 'Quay', reason: 'password-unreadable' }] });
  });

  it('is refused in words when it is damaged or of a later version, and is not taken for something else', async () => {
    const text = await writeProfileFile(document, { passphrase, owned });
    const reason = async (bent: string) => readProfileFile(bent, null).then((read) => read, (thrown: { readonly data: { readonly reason: string } }) => thrown.data.reason);
    expect(await reason(text.slice(0, -20))).toBe('profile-damaged');
    expect(await reason(text.replace('"version": 1', '"version": 2'))).toBe('profile-too-new');
    expect(await reason(text.replace('"port": 22', '"port": 99999'))).toBe('profile-damaged');
    expect(await reason(text.replace('"nodes"', '"more": 1, "nodes"'))).toBe('profile-damaged');
    // A key that costs all memory to make.
    expect(await reason(text.replace('"n": 131072', '"n": 1048576'))).toBe('profile-damaged');
    for (const other of ['', '{', '{}', '[]', '{"format":"hawser-queue","version":1}', '<a/>']) expect(await reason(other)).toBeNull();
  });
});

describe('host keys as PuTTY keeps them', () => {
  it.each([['ed25519', ''], ['rsa', '2048'], ['ecdsa', '256'], ['ecdsa', '384'], ['ecdsa', '521']])('%s %s has the fingerprint that ssh-keygen gives', async (type, bits) => {
    const key = join(await makeScratch('keys'), 'key');
    sshKeygen('-t', type, ...(bits === '' ? [] : ['-b', bits]), '-N', '', '-m', 'PEM', '-f', key);
    const blob = Buffer.from((await readFile(`${key}.pub`, 'utf8')).split(' ')[1]!, 'base64');
    const printed = sshKeygen('-lf', `${key}.pub`).split(' ')[1];
    expect(readPuttyHostKeys(`${puttyLine(type, bits, blob)}\ndss@22:old 0x1,0x2,0x3,0x4\n`)).toMatchObject({
      hostKeys: [{ host: 'quay.example.org', port: 2222, fingerprint: printed }],
      notCarried: [{ where: 'old:22', reason: 'key-type', what: 'dss' }],
    });
  });
  it.each(['', 'host ssh-ed25519 AAAA', '[Sessions\\a]', 'a b c'])('are not “%s”', (text) => expect(readPuttyHostKeys(text)).toBeNull());
});

/** The line that PuTTY writes for a key: its numbers in hexadecimal without leading zeros. */
function puttyLine(type: string, bits: string, blob: Buffer): string {
  const fields: Buffer[] = [];
  for (let at = 0; at < blob.length; at += 4 + blob.readUInt32BE(at)) fields.push(blob.subarray(at + 4, at + 4 + blob.readUInt32BE(at)));
  const hex = (bytes: Buffer): string => `0x${BigInt(`0x${bytes.toString('hex')}`).toString(16)}`;
  const at = '@2222:quay.example.org';
  if (type === 'rsa') return `rsa2${at} ${hex(fields[1]!)},${hex(fields[2]!)}`;
  if (type === 'ecdsa') {
    const point = fields[2]!.subarray(1);
    return `ecdsa-sha2-nistp${bits}${at} nistp${bits},${hex(point.subarray(0, point.length / 2))},${hex(point.subarray(point.length / 2))}`;
  }
  const point = Buffer.from(fields[1]!).reverse();
  const odd = point[0]! >> 7;
  point[0]! &= 127;
  expect(createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: fields[1]!.toString('base64url') }, format: 'jwk' }).asymmetricKeyType).toBe('ed25519');
  // Of x only its lowest bit goes into the key.
  return `ssh-ed25519${at} ${odd === 1 ? '0x3' : '0x2'},${hex(point)}`;
}

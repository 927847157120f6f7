import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { scratchPerTest } from '../../e2e/fixtures/scratch.ts';
import type { ImportChoices } from '../../shared/model/exchange-preview.ts';
import { isFolder, sitesOf } from '../../shared/model/site.ts';
import { readHawserLink } from '../../shared/model/exchange-link.ts';
import type { OwnedSecret } from '../secrets/saved-secrets.ts';
import { openSites } from '../sites/sites-file.ts';
import { openCertificates } from '../trust/certificates.ts';
import { openHostKeys } from '../trust/host-keys.ts';
import { createImportService } from './import-service.ts';
import { openedBy } from './opened.ts';

const scratch = scratchPerTest('import');

const sample = fileURLToPath(new URL('samples/filezilla-sites.xml', import.meta.url));
const all: ImportChoices = { sites: [0, 1, 2, 3, 4, 5], different: 'keep', secrets: true, trust: true, bookmarks: true };

async function service() {
  const [sites, hostKeys, certificates] = await Promise.all([openSites(scratch.path), openHostKeys(scratch.path), openCertificates(scratch.path)]);
  const taken: OwnedSecret[] = [];
  const imports = createImportService({
    sites, hostKeys, certificates,
    changeSites: async (change) => void (await sites.change(change)),
    secrets: { take: async (items) => (taken.push(...items), 'saved') },
    trust: { changes: (change) => change },
  });
  return { imports, sites, hostKeys, taken };
}

it('shows what is new, the same or different, and takes over what is chosen', async () => {
  const { imports, sites, taken } = await service();
  const first = await imports.open(sample);
  expect(first.sites.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'new'));
  expect(JSON.stringify(first)).not.toMatch(/geheim|"pw"/u);
  expect(await imports.apply(first.token, all)).toMatchObject({ added: 6, replaced: 0, kept: 0, secrets: 2, secretsKept: 'saved' });
  expect(taken.map(({ secret }) => secret).toSorted()).toEqual(['geheim-4711', 'pw']);
  expect(sites.value().nodes.filter(isFolder).map(({ name }) => name)).toEqual(['Customers', 'Nord & Süd']);
  await expect(imports.apply(first.token, all)).rejects.toMatchObject({ data: { reason: 'import-closed' } });

  const shop = sitesOf(sites.value()).find(({ name }) => name === 'Shop')!;
  await sites.change({ kind: 'put', nodes: [{ ...shop, name: 'Renamed', profile: { ...shop.profile, dataMode: 'passive' } }], before: null });
  const second = await imports.open(sample);
  expect(second.sites.filter(({ state }) => state !== 'same')).toMatchObject([{ name: 'Shop', state: 'different', differs: ['name', 'dataMode'] }]);
  expect(await imports.apply(second.token, all)).toMatchObject({ added: 0, replaced: 0, kept: 6 });
  const third = await imports.open(sample);
  expect(await imports.apply(third.token, { ...all, different: 'replace' })).toMatchObject({ added: 0, replaced: 1, kept: 5 });
  expect(sitesOf(sites.value()).find(({ id }) => id === shop.id)).toEqual(shop);
});

it('takes host keys that are new, and never in the place of one that is trusted', async () => {
  const { imports, hostKeys } = await service();
  const path = scratch.at('known_hosts');
  await writeFile(path, 'quay ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUTyz1HwHReFVvD5obVsALAgJRNarH4TRpNePnAS\n');
  const first = await imports.open(path);
  expect(first).toMatchObject({ source: 'known-hosts', hostKeys: 1, otherHostKeys: 0 });
  expect(await imports.apply(first.token, all)).toMatchObject({ hostKeys: 1 });
  const trusted = hostKeys.value().keys[0]!.fingerprint;
  await writeFile(path, 'quay ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUTyz1HwHReFVvD5obVsALAgJRNarH4TRpNePnAB\n');
  const second = await imports.open(path);
  expect(second).toMatchObject({ hostKeys: 0, otherHostKeys: 1 });
  await imports.apply(second.token, all);
  expect(hostKeys.value().keys.map(({ fingerprint }) => fingerprint)).toEqual([trusted]);
});

it.each([['text', 'just words', 'import-unreadable'], ['binary', '\0\0Host x', 'import-unreadable'], ['cut.hawser', '{ "format": "hawser-profile", "vers', 'profile-damaged']])('refuses %s in words', async (name, text, reason) => {
  const { imports } = await service();
  await writeFile(scratch.at(name), text);
  await expect(imports.open(scratch.at(name))).rejects.toMatchObject({ data: { reason } });
});

it.each([
  ['hawser://connect?host=quay', { profile: { protocol: 'sftp', host: 'quay', port: 22, logon: { type: 'password', user: '' } }, path: '' }],
  ['hawser://connect/?protocol=ftps-explicit&host=::1&port=2121&user=me%40x&path=%2Fa%20b', { profile: { protocol: 'ftps-explicit', host: '::1', port: 2121, logon: { user: 'me@x' } }, path: '/a b' }],
  ['hawser://connect?protocol=ftp&host=quay', { profile: { logon: { type: 'anonymous' } } }],
  ['hawser://connect?host=quay&password=x', 'link-with-password'],
  ['hawser://connect?host=quay&user=me:x@y', 'link-with-password'],
  ['hawser://connect?host=quay&host=other', 'link-unreadable'],
  ['hawser://connect?host=quay&command=rm', 'link-unreadable'],
  ['hawser://connect?host=quay%20x', 'link-unreadable'],
  ['hawser://connect?host=quay&port=0', 'link-unreadable'],
  ['hawser://connect?host=quay&path=%0d%0aDELE', 'link-unreadable'],
  ['hawser://connect?host=quay&user=%E2%80%AEx', 'link-unreadable'],
  ['hawser://connect?protocol=http&host=quay', 'link-unreadable'],
  ['hawser://connect', 'link-unreadable'],
])('the link %s', (text, expected) => {
  const link = readHawserLink(text);
  if (typeof expected === 'string') expect(link).toBe(expected);
  else expect(link).toMatchObject(expected);
});

it('finds what a start was asked to open', () => {
  expect(openedBy(['/opt/hawser', '--no-sandbox', 'a.hawser'], '/home/me', null)).toEqual({ kind: 'file', path: '/home/me/a.hawser' });
  expect(openedBy(['electron', '--inspect=0', '-r', '/before.cjs', '/src', '/x/a.hawser'], '/', '/src')).toEqual({ kind: 'file', path: '/x/a.hawser' });
  expect(openedBy(['electron', '-r', '/before.cjs', '/src'], '/', '/src')).toBeNull();
  expect(openedBy(['/opt/hawser'], '/', null)).toBeNull();
  expect(openedBy(['/opt/hawser', 'hawser://connect?host=quay&pass=x'], '/', null)).toMatchObject({ kind: 'failure', failure: { reason: 'link-with-password' } });
});

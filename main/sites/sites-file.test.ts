import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { siteSchema } from '../../shared/model/site.ts';
import { openSites, removeSite, saveSite } from './sites-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-sites-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const site = (id: string, name: string) =>
  siteSchema.parse({ id, name, profile: { protocol: 'sftp', host: 'h', port: 22, logon: { type: 'password', user: 'u' } } });

it('adds, replaces in place, removes, and outlives the app', async () => {
  const file = await openSites(folder);
  await saveSite(file, site('1', 'one'));
  await saveSite(file, site('2', 'two'));
  await saveSite(file, site('1', 'uno'));
  expect((await openSites(folder)).value().sites.map(({ name }) => name)).toEqual(['uno', 'two']);
  expect((await removeSite(file, site('1', 'uno').id)).map(({ name }) => name)).toEqual(['two']);
  expect((await openSites(folder)).value().sites).toEqual([site('2', 'two')]);
});

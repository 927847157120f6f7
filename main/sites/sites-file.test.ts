import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { siteFolderSchema, siteSchema } from '../../shared/model/site.ts';
import { openSites, type SitesFile } from './sites-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-sites-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const profile = { protocol: 'sftp', host: 'h', port: 22, logon: { type: 'password', user: 'u' } };
const site = (id: string, name: string, parent: string | null = null) => siteSchema.parse({ id, parent, name, profile });
const names = (file: SitesFile): string[] => file.value().nodes.map(({ name }) => name);

it('keeps what is put, moved and removed, and outlives the app', async () => {
  const file = await openSites(folder);
  await file.change({ kind: 'put', nodes: [siteFolderSchema.parse({ id: 'f', name: 'work', folder: true }), site('1', 'one'), site('2', 'two')], before: null });
  await file.change({ kind: 'put', nodes: [site('1', 'uno')], before: null });
  await file.change({ kind: 'move', ids: [site('1', 'one').id], parent: site('f', 'f').id, before: null });
  expect((await openSites(folder)).value().nodes).toEqual([expect.objectContaining({ folder: true }), site('2', 'two'), site('1', 'uno', 'f')]);
  await file.change({ kind: 'remove', ids: [site('f', 'f').id] });
  expect(names(await openSites(folder))).toEqual(['two']);
});

it('takes changes back one after another, on disk too, and nothing where there is none', async () => {
  const file = await openSites(folder);
  await file.change({ kind: 'put', nodes: [site('1', 'one')], before: null });
  await file.change({ kind: 'put', nodes: [site('2', 'two')], before: null });
  // Removes nothing, so that there is nothing to take back.
  await file.change({ kind: 'remove', ids: [site('3', 'three').id] });
  await file.undo();
  expect(names(await openSites(folder))).toEqual(['one']);
  await Promise.all([file.undo(), file.undo()]);
  expect(names(await openSites(folder))).toEqual([]);
});

it('reads the list of version 1 as sites at the top, and comes up with a tree whatever the file says', async () => {
  const path = join(folder, 'sites.json');
  const { parent: _parent, bookmarks: _bookmarks, colour: _colour, comment: _comment, synchronizedBrowsing: _together, ...old } = site('1', 'one');
  await writeFile(path, JSON.stringify({ version: 1, sites: [old] }));
  const file = await openSites(folder);
  expect(file.setAside).toBeNull();
  expect(file.value().nodes).toEqual([site('1', 'one')]);
  await writeFile(path, JSON.stringify({ version: 2, nodes: [site('1', 'lost', 'nowhere'), { id: 'a', parent: 'b', name: 'a', folder: true }, { id: 'b', parent: 'a', name: 'b', folder: true }] }));
  expect((await openSites(folder)).value().nodes.map(({ id, parent }) => [id, parent])).toEqual([['1', null], ['a', 'b'], ['b', null]]);
});

it('goes on with the last good copy of a damaged file, which is kept', async () => {
  const file = await openSites(folder);
  await file.change({ kind: 'put', nodes: [site('1', 'one')], before: null });
  await file.change({ kind: 'put', nodes: [site('2', 'two')], before: null });
  const path = join(folder, 'sites.json');
  const damaged = (await readFile(path, 'utf8')).slice(0, -40);
  await writeFile(path, damaged);
  const again = await openSites(folder);
  expect(names(again)).toEqual(['one']);
  expect(again.setAside).toMatchObject({ file: 'sites.json', recovered: true });
  expect(await readFile(join(folder, again.setAside?.keptAs ?? ''), 'utf8')).toBe(damaged);
});

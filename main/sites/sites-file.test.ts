import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { scratchPerTest } from '../../e2e/fixtures/scratch.ts';
import { siteFolderSchema, siteSchema } from '../../shared/model/site.ts';
import { openSites, type SitesFile } from './sites-file.ts';

const scratch = scratchPerTest('sites');

const profile = { protocol: 'sftp', host: 'h', port: 22, logon: { type: 'password', user: 'u' } };
const site = (id: string, name: string, parent: string | null = null) => siteSchema.parse({ id, parent, name, profile });
const names = (file: SitesFile): string[] => file.value().nodes.map(({ name }) => name);

it('keeps what is put, moved and removed, and outlives the app', async () => {
  const file = await openSites(scratch.path);
  await file.change({ kind: 'put', nodes: [siteFolderSchema.parse({ id: 'f', name: 'work', folder: true }), site('1', 'one'), site('2', 'two')], before: null });
  await file.change({ kind: 'put', nodes: [site('1', 'uno')], before: null });
  await file.change({ kind: 'move', ids: [site('1', 'one').id], parent: site('f', 'f').id, before: null });
  expect((await openSites(scratch.path)).value().nodes).toEqual([expect.objectContaining({ folder: true }), site('2', 'two'), site('1', 'uno', 'f')]);
  await file.change({ kind: 'remove', ids: [site('f', 'f').id] });
  expect(names(await openSites(scratch.path))).toEqual(['two']);
});

it('takes changes back one after another, on disk too, and nothing where there is none', async () => {
  const file = await openSites(scratch.path);
  await file.change({ kind: 'put', nodes: [site('1', 'one')], before: null });
  await file.change({ kind: 'put', nodes: [site('2', 'two')], before: null });
  // Removes nothing, so that there is nothing to take back.
  await file.change({ kind: 'remove', ids: [site('3', 'three').id] });
  await file.undo();
  expect(names(await openSites(scratch.path))).toEqual(['one']);
  await Promise.all([file.undo(), file.undo()]);
  expect(names(await openSites(scratch.path))).toEqual([]);
});

it('reads the list of version 1 as sites at the top, and comes up with a tree whatever the file says', async () => {
  const path = scratch.at('sites.json');
  const { parent: _parent, bookmarks: _bookmarks, colour: _colour, comment: _comment, synchronizedBrowsing: _together, ...old } = site('1', 'one');
  await writeFile(path, JSON.stringify({ version: 1, sites: [old] }));
  const file = await openSites(scratch.path);
  expect(file.setAside).toBeNull();
  expect(file.value().nodes).toEqual([site('1', 'one')]);
  await writeFile(path, JSON.stringify({ version: 2, nodes: [site('1', 'lost', 'nowhere'), { id: 'a', parent: 'b', name: 'a', folder: true }, { id: 'b', parent: 'a', name: 'b', folder: true }] }));
  expect((await openSites(scratch.path)).value().nodes.map(({ id, parent }) => [id, parent])).toEqual([['1', null], ['a', 'b'], ['b', null]]);
});

it('goes on with the last good copy of a damaged file, which is kept', async () => {
  const file = await openSites(scratch.path);
  await file.change({ kind: 'put', nodes: [site('1', 'one')], before: null });
  await file.change({ kind: 'put', nodes: [site('2', 'two')], before: null });
  const path = scratch.at('sites.json');
  const damaged = (await readFile(path, 'utf8')).slice(0, -40);
  await writeFile(path, damaged);
  const again = await openSites(scratch.path);
  expect(names(again)).toEqual(['one']);
  expect(again.setAside).toMatchObject({ file: 'sites.json', recovered: true });
  expect(await readFile(scratch.at(again.setAside?.keptAs ?? ''), 'utf8')).toBe(damaged);
});

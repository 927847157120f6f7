import { describe, expect, it } from 'vitest';
import { siteIdSchema, type SiteId } from './ids.ts';
import { type SiteNode, siteFolderSchema, siteSchema, type SitesChange } from './site.ts';
import { changeSites } from './site-change.ts';
import { copyOf, freeName, soundTree, subtree } from './site-tree.ts';

const id = (text: string): SiteId => siteIdSchema.parse(text);
const profile = { protocol: 'sftp', host: 'h', port: 22, logon: { type: 'agent', user: 'u' } };
const site = (name: string, parent: string | null = null): SiteNode => siteSchema.parse({ id: name, parent, name, profile });
const folder = (name: string, parent: string | null = null): SiteNode => siteFolderSchema.parse({ id: name, parent, name, folder: true });
/** F holds a, b and the folder G with c; d stands at the top. */
const nodes = [folder('F'), site('a', 'F'), site('b', 'F'), folder('G', 'F'), site('c', 'G'), site('d')];
const after = (change: SitesChange, from: readonly SiteNode[] = nodes) => changeSites({ nodes: from, bookmarks: [] }, change).nodes;
const places = (changed: readonly SiteNode[], parent: string | null): string[] => changed.filter((node) => node.parent === parent).map(({ name }) => name);
const move = (moved: string, parent: string | null, before: string | null): SitesChange => ({ kind: 'move', ids: [id(moved)], parent: parent === null ? null : id(parent), before: before === null ? null : id(before) });

describe('changes of the site tree', () => {
  it('move a node within its folder, into another one, and to the top', () => {
    expect(places(after(move('b', 'F', 'a')), 'F')).toEqual(['b', 'a', 'G']);
    expect(places(after(move('d', 'G', 'c')), 'G')).toEqual(['d', 'c']);
    expect(places(after(move('G', null, null)), null)).toEqual(['F', 'd', 'G']);
    expect(places(after(move('G', null, 'F')), null)).toEqual(['G', 'F', 'd']);
  });

  it.each([['F', 'F'], ['F', 'G'], ['a', 'd'], ['a', 'missing'], ['missing', 'F']])('never move %s into %s', (moved, parent) => {
    expect(after(move(moved, parent, null))).toBe(nodes);
  });

  it('move several together in their order, what goes along inside of a folder staying there', () => {
    const changed = after({ kind: 'move', ids: [id('d'), id('c'), id('G'), id('a')], parent: null, before: id('d') });
    expect(places(changed, null)).toEqual(['F', 'a', 'G', 'd']);
    expect(places(changed, 'G')).toEqual(['c']);
  });

  it('remove a folder with all in it, and put nodes in their old place or before another', () => {
    expect(after({ kind: 'remove', ids: [id('F')] }).map(({ name }) => name)).toEqual(['d']);
    expect(after({ kind: 'remove', ids: [id('missing')] })).toBe(nodes);
    const put = after({ kind: 'put', nodes: [{ ...nodes[1]!, name: 'A' }, site('e', 'F')], before: id('b') });
    expect(places(put, 'F')).toEqual(['A', 'e', 'b', 'G']);
  });

  it('sort one folder with what is below, or everything: folders first, numbers by their value', () => {
    const mixed = [site('site 10'), site('Site 9'), folder('Z'), site('y', 'Z'), site('x', 'Z')];
    expect(places(after({ kind: 'sort', folder: null }, mixed), null)).toEqual(['Z', 'Site 9', 'site 10']);
    const inside = after({ kind: 'sort', folder: id('Z') }, mixed);
    expect([places(inside, null), places(inside, 'Z')]).toEqual([['site 10', 'Site 9', 'Z'], ['x', 'y']]);
  });

  it('keep bookmarks with a site or with none', () => {
    const bookmarks = [{ name: 'logs', remoteDirectory: '/var/log', localDirectory: '', synchronizedBrowsing: false }];
    expect(changeSites({ nodes, bookmarks: [] }, { kind: 'bookmarks', site: null, bookmarks })).toEqual({ nodes, bookmarks });
    expect(after({ kind: 'bookmarks', site: id('a'), bookmarks })[1]).toMatchObject({ name: 'a', bookmarks });
    expect(after({ kind: 'bookmarks', site: id('F'), bookmarks })).toEqual(nodes);
  });
});

describe('the site tree', () => {
  it('is sound: no ring, no lost folder, no site as a folder, no id twice', () => {
    expect(soundTree(nodes)).toBe(nodes);
    const broken = soundTree([folder('x', 'y'), folder('y', 'x'), site('s', 'gone'), site('t', 's'), folder('self', 'self'), site('s', null)]);
    expect(broken.map((node) => [node.name, node.parent])).toEqual([['x', 'y'], ['y', null], ['s', null], ['t', null], ['self', null]]);
  });

  it('copies a folder with all in it under fresh ids', () => {
    let count = 0;
    const copies = copyOf(nodes, nodes[0]!, 'F 2', () => id(`new-${count++}`));
    const [first] = copies;
    expect(first).toMatchObject({ name: 'F 2', parent: null });
    const all = [...nodes, ...copies];
    expect(soundTree(all)).toBe(all);
    expect(subtree(all, [first!.id]).size).toBe(5);
  });

  it('finds names that are free', () => {
    expect(freeName('museum', ['harbour'])).toBe('museum');
    expect(freeName('museum', ['museum', 'museum 2'])).toBe('museum 3');
    expect(freeName('museum 2', ['museum 2'])).toBe('museum 3');
  });
});

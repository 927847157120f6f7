import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../shared/model/entry.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import type { LinkRule } from '../../../shared/model/transfer-rules.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { linkFates, type Way } from './link-fates.ts';

const link = (name: string, targetKind: Entry['targetKind'] = 'directory'): Entry => ({ name, kind: 'link', size: 3, modified: null, mode: null, owner: null, group: null, linkTarget: null, targetKind });
const grammar = grammarOf('unix');

/** Follows these links wherever they are on a path, as a server does. */
function disk(links: Readonly<Record<string, string | null>>): Way & { readonly asked: string[] } {
  const asked: string[] = [];
  const resolve = (path: string): string | null => {
    if (grammar.isRoot(path)) return path;
    const parent = resolve(grammar.parent(path));
    if (parent === null) return null;
    const own = grammar.join(parent, grammar.base(path));
    const leads = links[own];
    return leads === undefined ? own : leads === null ? null : resolve(grammar.resolve(parent, leads));
  };
  return { grammar, asked, resolve: async (path) => {
    asked.push(path);
    return resolve(path);
  } };
}
const fateOf = async (path: string, depth: number, way: Way, rule: LinkRule = 'follow', entry = link(grammar.base(path))) => {
  const fate = (await linkFates({ from: { session: LOCAL_SESSION, path: grammar.parent(path) }, depth }, [entry], rule, way)).get(entry.name);
  return typeof fate === 'object' ? fate.reason : fate;
};

describe('a link', () => {
  it('is kept or left out without a question', async () => {
    const way = disk({});
    for (const rule of ['keep', 'skip'] as const) expect(await fateOf('/r/x', 0, way, rule)).toBe(rule);
    expect(await fateOf('/r/x', 0, way, 'files')).toBe('skip');
    expect(await fateOf('/r/x', 0, way, 'follow', link('x', 'file'))).toBe('file');
    expect(way.asked).toEqual([]);
  });

  it('is looked into where the listing does not say to what it leads', async () => {
    const way = disk({ '/r/to-file': null, '/r/to-folder': '/else' });
    expect(await fateOf('/r/to-file', 0, way, 'files', link('to-file', null))).toBe('file');
    expect(await fateOf('/r/to-folder', 0, way, 'files', link('to-folder', null))).toBe('skip');
    expect(await fateOf('/r/to-folder', 0, way, 'follow', link('to-folder', null))).toBe('directory');
  });
});

describe('a link to a folder', () => {
  it.each<[string, string, string, number, string]>([
    ['itself', '.', '/r/a/link', 1, 'link-loop'],
    ['the folder above', '..', '/r/a/link', 1, 'link-loop'],
    ['the folder that is transferred', '/r', '/r/a/link', 1, 'link-loop'],
    ['what that lies in', '/', '/r/a/link', 1, 'link-loop'],
    ['a neighbour', '../b', '/r/a/link', 1, 'directory'],
    ['a folder elsewhere', '/else', '/r/a/link', 1, 'directory'],
  ])('that leads to %s', async (_, leads, path, depth, fate) => {
    expect(await fateOf(path, depth, disk({ [path]: leads }))).toBe(fate);
  });

  it('is followed round no circle of several', async () => {
    const way = disk({ '/r/a/to-b': '../b', '/r/b/to-a': '../a' });
    expect(await fateOf('/r/a/to-b', 1, way)).toBe('directory');
    expect(await fateOf('/r/a/to-b/to-a', 2, way)).toBe('link-loop');
  });

  it('is followed behind at most eight others', async () => {
    const chain = Array.from({ length: 12 }, (_, number) => [`/p${number}/l${number + 1}`, `/p${number + 1}`] as const);
    const way = disk(Object.fromEntries(chain));
    const path = (links: number): string => `/p0/${Array.from({ length: links }, (_, number) => `l${number + 1}`).join('/')}`;
    expect(await fateOf(path(8), 7, way)).toBe('directory');
    expect(await fateOf(path(9), 8, way)).toBe('too-many-links');
  });

  it('is given up where the same names come again and again, on a server that does not say what links lead to', async () => {
    const silent: Way = { grammar, resolve: async (path) => path };
    expect(await fateOf('/r/loop', 0, silent)).toBe('directory');
    expect(await fateOf('/r/loop/loop', 1, silent)).toBe('directory');
    expect(await fateOf('/r/loop/loop/loop', 2, silent)).toBe('link-loop');
    expect(await fateOf('/r/a/b/a/b/a/b', 5, silent)).toBe('link-loop');
    expect(await fateOf('/r/a/b/a/b/c/b', 5, silent)).toBe('directory');
  });
});

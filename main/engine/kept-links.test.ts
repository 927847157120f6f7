import { mkdir, readdir, readFile, readlink, rm, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/model/entry.ts';
import { folderStage, row } from './folder-stage.ts';

const stage = folderStage();

describe('a server whose links are kept', () => {
  const directory = (name: string): Entry => row(name, { kind: 'directory' });
  const link = (name: string, text: string): Entry => row(name, { kind: 'link', linkTarget: text });

  /** Each link with what it says. */
  async function linksBelow(folder: string): Promise<readonly (readonly [string, string])[]> {
    const entries = (await readdir(folder, { withFileTypes: true })).map((entry) => [join(folder, entry.name), entry] as const);
    const inside = await Promise.all(entries.filter(([, entry]) => entry.isDirectory()).map(([path]) => linksBelow(path)));
    return [...(await Promise.all(entries.filter(([, entry]) => entry.isSymbolicLink()).map(async ([path]) => [path, await readlink(path)] as const))), ...inside.flat()];
  }

  /** Serves this tree, with one planted file in each folder that has no rows of its own, and returns what lies outside of the chosen folder afterwards. */
  async function attack(tree: Readonly<Record<string, readonly Entry[]>>, meanwhile: (path: string) => Promise<void> = () => Promise.resolve()): Promise<readonly string[]> {
    await mkdir(join(stage.scratch, 'outside'));
    const server = join(stage.scratch, 'server');
    const session = await stage.serve(() => ({
      list: (path, { onEntries }) => {
        onEntries(tree[path.slice(server.length + 1)] ?? [row('planted')]);
        return Promise.resolve();
      },
      // Several rows may have one name; the last one's text is as good as any.
      readLink: (path) => {
        const name = path.slice(path.lastIndexOf('/') + 1);
        return Promise.resolve(Object.values(tree).flat().findLast((entry) => entry.name === name && entry.kind === 'link')?.linkTarget ?? 'x');
      },
      download: async (path, sink) => {
        await meanwhile(path);
        await sink.write(Buffer.from('evil'));
        return 4;
      },
    }), { settings: { links: 'keep', existsDownload: 'overwrite' } });
    await stage.download(session);
    // And once more, over what the first run has left.
    await stage.download(session);
    expect((await readdir(stage.scratch)).toSorted()).toEqual(['chosen', 'outside', 'server']);
    expect((await readdir(join(stage.scratch, 'chosen'))).toSorted()).toEqual(['server']);
    for (const [path, text] of await linksBelow(join(stage.scratch, 'chosen/server'))) if (!/\/(?:pub|d)$/u.test(path)) expect(`${resolve(dirname(path), text)}/`.startsWith(join(stage.scratch, 'chosen/'))).toBe(true);
    return readdir(join(stage.scratch, 'outside'), { recursive: true });
  }

  it.each<[string, Readonly<Record<string, readonly Entry[]>>]>([
    ['a link out and a folder of its name', { '': [link('a', '/OUTSIDE'), directory('a')] }],
    ['a folder and a link out of its name', { '': [directory('a'), link('a', '/OUTSIDE')] }],
    ['a way up', { '': [link('a', '../../outside'), directory('a')] }],
    ['a way up by a detour', { '': [directory('p'), link('w', 'p/q/../../../../outside'), directory('w')], p: [directory('q')] }],
    ['a link behind a link', { '': [directory('p'), link('w', 'p/q/../../outside'), directory('w')], p: [link('q', '..'), directory('q')] }],
    ['a link to a link that changes', { '': [directory('sub'), link('a', 'sub'), directory('a'), link('a', '../../outside')] }],
    ['a link in what a link leads to', { '': [directory('p'), link('r', 'p'), directory('r')], p: [directory('s')], r: [link('x', '../../outside'), directory('x')] }],
  ])('cannot have anything written outside by %s', async (_, tree) => {
    const outside = join(stage.scratch, 'outside');
    const named = Object.fromEntries(Object.entries(tree).map(([path, rows]) => [path, rows.map((one) => ({ ...one, linkTarget: one.linkTarget?.replace('/OUTSIDE', outside) ?? null }))]));
    expect(await attack(named)).toEqual([]);
  });

  it('cannot use a link of the user’s own that leads out', async () => {
    await mkdir(join(stage.scratch, 'chosen/server'), { recursive: true });
    await symlink(join(stage.scratch, 'outside'), join(stage.scratch, 'chosen/server/pub'));
    expect(await attack({ '': [link('w', 'pub'), directory('w'), directory('pub')] })).toEqual([]);
  });

  it('has nothing written behind a link that takes a folder’s place in the middle of a download', async () => {
    const folder = join(stage.scratch, 'chosen/server/d');
    let swapped = false;
    const swap = async (path: string): Promise<void> => {
      if (swapped || !path.endsWith('/d/planted')) return;
      swapped = true;
      await rm(folder, { recursive: true });
      await symlink(join(stage.scratch, 'outside'), folder);
    };
    expect(await attack({ '': [directory('d')] }, swap)).toEqual([]);
    expect(swapped).toBe(true);
    expect(stage.engine.rows().find(({ from }) => from.path.endsWith('/d/planted'))).toMatchObject({ state: 'failed', failure: { reason: 'unsafe-name' } });
  });

  it('can have links within the folder', async () => {
    expect(await attack({ '': [directory('real'), link('a', 'real'), link('b', join(stage.scratch, 'server/real/planted'))] })).toEqual([]);
    const there = join(stage.scratch, 'chosen/server');
    expect([await readlink(join(there, 'a')), await readlink(join(there, 'b')), await readFile(join(there, 'b'), 'utf8')]).toEqual(['real', 'real/planted', 'evil']);
  });
});

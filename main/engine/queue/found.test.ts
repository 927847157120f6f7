import { expect, it } from 'vitest';
import type { Entry } from '../../../shared/model/entry.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import type { GrammarName } from '../../../shared/path/grammar.ts';
import { childDraft } from './drafts.ts';
import { foundIn, placed, rowCount, singly, without } from './found.ts';
import type { Draft } from './item.ts';
import { draft, openTestQueue, servers } from './test-queue.ts';

const entry = (name: string, facts: Partial<Entry> = {}): Entry => (
  { name, kind: 'file', size: 7, modified: { at: 1_700_000_000_000, precision: 'second' }, mode: null, owner: null, group: null, linkTarget: null, targetKind: null, ...facts });
const rules = { goesAlong: (name: string, kind: 'file' | 'directory') => name !== '.git' && (kind === 'directory' || !name.endsWith('~')), links: 'follow', nameAt: (name: string) => name.replaceAll('?', '_') } as const;
const fates = new Map([['link', 'file'], ['link to a folder', 'directory'], ['kept', 'keep']] as const);
const listed: readonly Entry[] = [
  ...['a', 'b~', 'c d', 'ü', 'caf\udce9', '\ud800', 'a/b', '..', '.', '', 'a\nb', 'nul\0', '.git', 'what?', 'CON', 'ends.', '[x]', 'x'.repeat(256), 'y'.repeat(4_100)].map((name) => entry(name)),
  entry('unknown', { size: null, modified: null, mode: 0o600 }), entry('day', { modified: { at: 0, precision: 'day' } }), entry('about', { sizeRounded: true }),
  entry('folder', { kind: 'directory', size: null }), entry('link', { kind: 'link', targetKind: 'file' }), entry('link to a folder', { kind: 'link', targetKind: 'directory' }),
  entry('kept', { kind: 'link' }), entry('pipe', { kind: 'other' }), entry('?', { kind: 'unparsed' }),
  ...Array.from({ length: 530 }, (_, index) => entry(`many-${index}`, { size: index })),
];
const ends = {
  download: { from: { session: servers[0]!, path: '/d' }, to: { session: LOCAL_SESSION, path: '/t' } },
  upload: { from: { session: LOCAL_SESSION, path: '/' }, to: { session: servers[0]!, path: '/d/' } },
  copy: { from: { session: servers[0]!, path: '/d' }, to: { session: servers[1]!, path: '/d' } },
  'copy in one place': { from: { session: servers[0]!, path: '/d' }, to: { session: servers[0]!, path: '/d/many-5/e' } },
  'long path': { from: { session: servers[0]!, path: '/d' }, to: { session: LOCAL_SESSION, path: `/${'long/'.repeat(770)}t` } },
  'odd path': { from: { session: servers[0]!, path: '/caf\udce9' }, to: { session: LOCAL_SESSION, path: '/t' } },
} as const;
const grammarPairs: readonly (readonly [GrammarName, GrammarName])[] = [['unix', 'unix'], ['windows', 'vms'], ['mvs', 'windows'], ['cygwin', 'dos-virtual']];
const folderOf = (which: keyof typeof ends, depth = 0) => {
  const queue = openTestQueue();
  return queue.get(queue.enter(draft({ kind: 'directory', direction: which === 'download' || which === 'upload' ? which : 'copy', depth, ...ends[which] }))[0]!.id)!;
};

/** A name that no session lets through is a fault of ours, which tells where it was met. */
const withoutStack = (one: Draft): object => ({ ...one, ended: one.ended === undefined ? undefined : { ...one.ended, failure: one.ended.failure && { ...one.ended.failure, detail: one.ended.failure.detail?.split('\n')[0] } } });

it.each(Object.keys(ends) as (keyof typeof ends)[])('what is kept together is the same as one by one: %s', (which) => {
  for (const [from, to] of grammarPairs) {
    for (const depth of [0, 250]) {
      const folder = folderOf(which, depth);
      const grammars = { from, to };
      const found = foundIn(folder, listed, { grammars, rules, fates });
      const single = listed.map((one) => childDraft(folder, one, grammars, rules, fates.get(one.name as 'link'))).filter((one) => one !== null);
      expect(found.flatMap(singly).map(withoutStack)).toEqual(single.map(withoutStack));
      expect(found.reduce((sum, each) => sum + rowCount(each), 0)).toBe(found.flatMap(singly).length);
    }
  }
});

it('keeps many together, and few enough', () => {
  const sizes = foundIn(folderOf('upload'), listed, { grammars: { from: 'unix', to: 'unix' }, rules, fates }).map(rowCount);
  expect(sizes.slice(-3)).toEqual([1, 500, 30]);
});

it('leaves out what is there already', () => {
  const found = foundIn(folderOf('download'), listed, { grammars: { from: 'unix', to: 'unix' }, rules, fates });
  const there = new Set(['/d/many-7', '/d/folder', '/d/a', '/d/c d', '/d/ü']);
  expect(without(found, (path) => there.has(path)).flatMap(singly)).toEqual(found.flatMap(singly).filter((one) => !there.has(one.from.path)));
});

it.each([null, { start: 0, step: 1 }])('leaves kept links behind all else, and gives all else the priority of the folder (%j)', (spacing) => {
  const found = foundIn(folderOf('download'), listed, { grammars: { from: 'unix', to: 'unix' }, rules, fates });
  const priorities = placed(found, 'high', spacing).flatMap(singly).map(({ from: { path }, priority }) => [path === '/d/kept', priority].join());
  expect(new Set(priorities)).toEqual(new Set(['false,high', 'true,lowest']));
});

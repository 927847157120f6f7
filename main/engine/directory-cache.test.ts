import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/model/entry.ts';
import { sessionIdSchema } from '../../shared/model/ids.ts';
import { grammarOf } from '../../shared/path/grammar.ts';
import { createDirectoryCache } from './directory-cache.ts';

const a = sessionIdSchema.parse('a');
const ab = sessionIdSchema.parse('ab');
const row: Entry = { name: 'x', kind: 'file', size: 1, modified: null, mode: null, owner: null, group: null, linkTarget: null, targetKind: null };

describe('the directory cache', () => {
  it('does not keep a listing that a change of ours overtook', () => {
    const cache = createDirectoryCache();
    const [parent, below, other] = [cache.reading(a, '/x'), cache.reading(a, '/x/y/z'), cache.reading(a, '/xy')];
    cache.forgetTree(a, '/x/y', grammarOf('unix'));
    cache.forget(a, '/x');
    for (const keep of [parent, below, other]) keep([row]);
    expect(['/x', '/x/y/z', '/xy'].map((path) => cache.get(a, path) !== null)).toEqual([false, false, true]);
    cache.reading(a, '/x')([row]);
    expect(cache.get(a, '/x')).not.toBeNull();
  });

  it('keeps a listing until it is forgotten or old', () => {
    let now = 0;
    const cache = createDirectoryCache(() => now);
    cache.reading(a, '/x')([row]);
    expect(cache.get(a, '/x')).toEqual([row]);
    expect(cache.get(ab, '/x')).toBeNull();
    cache.forget(a, '/x');
    expect(cache.get(a, '/x')).toBeNull();
    cache.reading(a, '/x')([row]);
    now = 11 * 60_000;
    expect(cache.get(a, '/x')).toBeNull();
  });

  it('forgets a tree and nothing beside it', () => {
    const cache = createDirectoryCache();
    for (const path of ['/x', '/x/y', '/x/y/z', '/xy', '/']) cache.reading(a, path)([row]);
    cache.forgetTree(a, '/x', grammarOf('unix'));
    expect(['/x', '/x/y', '/x/y/z', '/xy', '/'].map((path) => cache.get(a, path) !== null)).toEqual([false, false, false, true, true]);
    for (const path of ['D:[A]', 'D:[A.B]', 'D:[AB]']) cache.reading(a, path)([row]);
    cache.forgetTree(a, 'D:[000000]A', grammarOf('vms'));
    expect(['D:[A]', 'D:[A.B]', 'D:[AB]'].map((path) => cache.get(a, path) !== null)).toEqual([false, false, true]);
    cache.reading(ab, '/')([row]);
    cache.forgetSession(a);
    expect(cache.get(a, '/')).toBeNull();
    expect(cache.get(ab, '/')).toEqual([row]);
  });

  it('bounds its memory by dropping what was unused for longest', () => {
    const cache = createDirectoryCache();
    const many = Array.from({ length: 100_000 }, () => row);
    for (const path of ['/1', '/2', '/3']) cache.reading(a, path)(many);
    cache.get(a, '/1');
    cache.reading(a, '/4')(many);
    expect(['/1', '/2', '/3', '/4'].map((path) => cache.get(a, path) !== null)).toEqual([true, false, true, true]);
  });
});

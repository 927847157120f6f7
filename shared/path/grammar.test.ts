import { describe, expect, it } from 'vitest';
import { grammarOf, standsBefore, type GrammarName } from './grammar.ts';

describe('unix paths', () => {
  const paths = grammarOf('unix');
  it.each([
    ['/', 'a', '/a'],
    ['/a', 'b c', '/a/b c'],
    ['/a/', 'b', '/a/b'],
  ])('joins %s and %s', (directory, name, joined) => expect(paths.join(directory, name)).toBe(joined));
  it.each([
    ['/', '/', ''],
    ['/a', '/', 'a'],
    ['/a/b/', '/a', 'b'],
  ])('splits %s', (path, parent, base) => {
    expect(paths.parent(path)).toBe(parent);
    expect(paths.base(path)).toBe(base);
  });
  it.each([
    ['/x', '../../..', '/'],
    ['/x', './y//z/', '/x/y/z'],
    ['/x', '/a/../b', '/b'],
  ])('resolves %s %s', (from, path, resolved) => expect(paths.resolve(from, path)).toBe(resolved));
});

describe('windows paths', () => {
  const paths = grammarOf('windows');
  it.each([
    ['C:\\', 'a', 'C:\\a'],
    ['C:\\a', 'b', 'C:\\a\\b'],
    ['\\\\server\\share\\', 'b', '\\\\server\\share\\b'],
  ])('joins %s and %s', (directory, name, joined) => expect(paths.join(directory, name)).toBe(joined));
  it.each([
    ['C:\\', 'C:\\', ''],
    ['C:\\a\\b', 'C:\\a', 'b'],
    ['\\\\server\\share\\x', '\\\\server\\share\\', 'x'],
  ])('splits %s', (path, parent, base) => {
    expect(paths.parent(path)).toBe(parent);
    expect(paths.base(path)).toBe(base);
  });
  it.each([
    ['C:\\x', '..\\..\\..', 'C:\\'],
    ['C:\\x', 'D:/y/../z', 'D:\\z'],
    ['C:\\x', '\\y', 'C:\\y'],
  ])('resolves %s %s', (from, path, resolved) => expect(paths.resolve(from, path)).toBe(resolved));
});

describe('what stands before a name', () => {
  it.each([
    ['unix', '/'], ['unix', '/a b'], ['unix', '/a/'], ['windows', 'C:\\'], ['windows', 'C:\\a'], ['windows', '\\\\host\\share'], ['dos-slashes', 'C:/'], ['dos-slashes', 'C:/a'],
    ['dos-virtual', '/'], ['dos-virtual', '/a'], ['vxworks', 'host:/a'], ['cygwin', '/c/a'], ['cygwin', 'C:/a'],
  ] as const satisfies readonly (readonly [GrammarName, string])[])('is the same for all in %s %s', (name, directory) => {
    const before = standsBefore(name, directory)!;
    for (const one of ['a', 'a b', '.a', 'a.', '-', '[a]', 'a.b;1', 'ü']) expect(before + one).toBe(grammarOf(name).join(directory, one));
  });
  it.each(['vms', 'mvs', 'nonstop', 'zvm'] as const)('hangs on the name: %s', (name) => expect(standsBefore(name, '/a')).toBeNull());
});

import { describe, expect, it } from 'vitest';
import { grammarOf } from './grammar.ts';

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

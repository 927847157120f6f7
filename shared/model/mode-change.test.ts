import { expect, it } from 'vitest';
import { changedMode, readModeChange } from './mode-change.ts';

it.each([
  ['644', 0o755, 0o644],
  ['2755', 0o4600, 0o2755],
  ['644', 0o4755, 0o4644],
  ['u+x', 0o644, 0o744],
  ['go-w', 0o666, 0o644],
  ['a=r', 0o755, 0o444],
  ['+x', 0o644, 0o755],
  ['u=rw,go=', 0o755, 0o600],
  ['g+s,o+t', 0o755, 0o3755],
  ['u+x,u-x', 0o700, 0o600],
])('%s makes %o into %o', (text, before, after) => {
  const change = readModeChange(text);
  expect(change).not.toBeNull();
  expect(changedMode(change!, before, 'file')).toBe(after);
});

it.each(['', '8', '64', '64a', '99999', 'u', 'x+u', 'u+q', 'u+x;'])('“%s” is no change', (text) => expect(readModeChange(text)).toBeNull());

it('takes the usual bits where nobody knows them', () => {
  expect(changedMode({ mask: 0o111, bits: 0 }, null, 'file')).toBe(0o644);
  expect(changedMode({ mask: 0o002, bits: 0o002 }, null, 'directory')).toBe(0o757);
});

// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type KeyPress, matchesAccelerator, showAccelerator } from './accelerator.ts';

const press = (key: string, ...held: ('ctrl' | 'meta' | 'alt' | 'shift')[]): KeyPress => ({
  key, ctrlKey: held.includes('ctrl'), metaKey: held.includes('meta'), altKey: held.includes('alt'), shiftKey: held.includes('shift'),
});

describe('accelerators', () => {
  it.each([
    ['F5', press('F5'), true],
    ['F5', press('F5', 'ctrl'), false],
    ['CmdOrCtrl+A', press('a', 'ctrl'), true],
    ['CmdOrCtrl+Shift+N', press('N', 'ctrl', 'shift'), true],
    ['CmdOrCtrl+Shift+N', press('n', 'ctrl'), false],
    ['Alt+Up', press('ArrowUp', 'alt'), true],
    ['Alt+Up', press('ArrowUp'), false],
    ['CmdOrCtrl+,', press(',', 'ctrl'), true],
    ['CmdOrCtrl+A', press('a', 'ctrl', 'meta'), false],
  ])('%s against %j: %s', (accelerator, key, matches) => expect(matchesAccelerator(accelerator, key, false)).toBe(matches));

  it('reads the command key on a Mac', () => {
    expect(matchesAccelerator('CmdOrCtrl+R', press('r', 'meta'), true)).toBe(true);
    expect(matchesAccelerator('CmdOrCtrl+R', press('r', 'ctrl'), true)).toBe(false);
  });

  it('is written as the platform writes it', () => {
    expect(showAccelerator('CmdOrCtrl+Shift+N', false)).toBe('Ctrl+Shift+N');
    expect(showAccelerator('CmdOrCtrl+Shift+N', true)).toBe('⌘⇧N');
    expect(showAccelerator('Alt+Down', false)).toBe('Alt+↓');
  });
});

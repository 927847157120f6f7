import { describe, expect, it } from 'vitest';
import { menuSchema } from '../shared/ipc/main-calls.ts';
import { failureData } from '../shared/model/failure.ts';
import { succeeded } from '../shared/model/outcome.ts';
import { commandState } from './command-state.ts';
import { commands } from './commands.ts';
import { commandOfKey, runCommand, runMenuCommand } from './run-command.ts';
import { entry, showFolder, testHawser } from './testing/test-hawser.ts';
import { keepMenu, menuFor } from './window/native-menu.ts';
import type { KeyPress } from './window/accelerator.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('the command table', () => {
  it('gives no key twice', () => {
    // The list of transfers has keys of its own, that mean something else there than in a pane.
    const keys = Object.values(commands).filter(({ scope }) => scope !== 'list').flatMap(({ accelerator, alsoBy = [] }) => [accelerator, ...alsoBy].filter((key) => key !== null));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('makes a menu that main accepts, with everything greyed out that cannot be done', () => {
    const { hawser } = testHawser();
    const menu = menuSchema.parse(menuFor(commandState(hawser)));
    const items = new Map(menu.flatMap(({ items: all }) => all).map((item) => [item.command, item]));
    expect(['disconnect', 'remove', 'rename', 'transfer', 'saveSite'].map((id) => items.get(id)?.enabled)).toEqual([false, false, false, false, false]);
    expect(items.get('toggleLog')?.checked).toBe(true);
  });

  it('duplicates and sums up one file, and no folder', () => {
    const { hawser } = testHawser();
    const folder = (name: string) => ({ ...entry(name), kind: 'directory' as const });
    const link = (name: string, targetKind: 'file' | 'directory') => ({ ...entry(name), kind: 'link' as const, targetKind });
    showFolder(hawser, 'local', '/', [entry('a'), entry('b'), folder('d'), link('to-d', 'directory'), link('to-a', 'file')]);
    hawser.panes.local.store.setState({ abilities: ['copy', 'checksum'] });
    const can = (...names: readonly string[]) => {
      hawser.panes.local.store.setState({ selection: { selected: new Set(names), focus: null, anchor: null } });
      return ([commands.duplicate, commands.checksum] as const).map(({ enabled }) => enabled(commandState(hawser)));
    };
    for (const names of [['a'], ['to-a']]) expect(can(...names)).toEqual([true, true]);
    for (const names of [[], ['a', 'b'], ['d'], ['to-d']]) expect(can(...names)).toEqual([false, false]);
  });

  it('sends the menu again only when it would look different', async () => {
    const { hawser, calls } = testHawser();
    const sent = () => calls.filter(([name]) => name === 'setMenu').length;
    keepMenu(hawser.tabs);
    hawser.window.setState({ activeSide: 'local' });
    showFolder(hawser, 'local', '/', [entry('a')]);
    await expect.poll(sent).toBe(2);
  });

  it('leaves the keys of text fields to them', () => {
    const field = document.createElement('input');
    const list = document.createElement('div');
    list.setAttribute('role', 'grid');
    expect(commandOfKey(press('Delete'), list, false)).toBe('remove');
    expect(commandOfKey(press('Delete'), field, false)).toBeNull();
    expect(commandOfKey(press('Backspace'), list, false)).toBe('parent');
    expect(commandOfKey(press('a', { ctrlKey: true }), field, false)).toBeNull();
    expect(commandOfKey(press('F5'), field, false)).toBe('refresh');
    const dialog = document.createElement('dialog');
    dialog.append(field);
    expect(commandOfKey(press('F5'), field, false)).toBeNull();
  });

  it('acts on no file from the menu while a name is being typed, and on nothing behind a dialog', () => {
    const { hawser } = testHawser();
    showFolder(hawser, 'local', '/', [entry('a')]);
    runCommand(hawser, 'selectAll');
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    runMenuCommand(hawser, 'remove');
    expect(hawser.window.getState().dialog).toBeNull();
    field.remove();
    const dialog = document.createElement('dialog');
    dialog.open = true;
    document.body.append(dialog);
    runMenuCommand(hawser, 'settings');
    expect(hawser.window.getState().dialog).toBeNull();
    dialog.remove();
    runMenuCommand(hawser, 'remove');
    expect(hawser.window.getState().dialog).toEqual({ kind: 'delete', side: 'local' });
  });

  it('runs nothing that is greyed out, and pauses only when the engine did', async () => {
    const refused = testHawser({ pauseQueue: () => ({ ok: false, failure: failureData('engine-stopped') }) });
    runCommand(refused.hawser, 'remove');
    expect(refused.hawser.window.getState().dialog).toBeNull();
    runCommand(refused.hawser, 'pauseQueue');
    await expect.poll(() => refused.hawser.notices.store.getState().shown.length).toBe(1);
    expect(refused.hawser.queue.store.getState().paused).toBe(false);
    const done = testHawser({ pauseQueue: () => succeeded(undefined) });
    runCommand(done.hawser, 'pauseQueue');
    await expect.poll(() => done.hawser.queue.store.getState().paused).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { Menu } from '../../shared/ipc/main-calls.ts';
import { menuTemplate, sameStructure } from './menu-template.ts';

const item = (command: string | null, changes: Partial<Menu[number]['items'][number]> = {}) => ({ command, label: `${command}…`, accelerator: null, enabled: true, checked: null, ...changes });
const menu: Menu = [
  { label: 'File', items: [item('connect', { accelerator: 'CmdOrCtrl+K' }), item(null), item('quit')] },
  { label: 'View', items: [item('hidden', { checked: false }), item('refresh', { enabled: false })] },
];
const template = (platform: NodeJS.Platform, chosen: string[] = []) => menuTemplate(menu, { platform, developer: false, choose: (command) => chosen.push(command) });

describe('the native menu', () => {
  it('is the command table of the window', () => {
    const [file, view, ...others] = template('linux');
    expect(others).toEqual([]);
    expect(file?.submenu).toMatchObject([{ id: 'connect', label: 'connect…', accelerator: 'CmdOrCtrl+K' }, { type: 'separator' }, { id: 'quit' }]);
    expect(view?.submenu).toMatchObject([{ type: 'checkbox', checked: false }, { id: 'refresh', enabled: false }]);
  });

  it('passes on the command that was chosen', () => {
    const chosen: string[] = [];
    const [file] = template('win32', chosen);
    const submenu = Array.isArray(file?.submenu) ? file.submenu : [];
    (submenu[0]?.click as (() => void) | undefined)?.();
    expect(chosen).toEqual(['connect']);
  });

  it('has on macOS what every app has there', () => {
    expect(template('darwin').map(({ role, label }) => role ?? label)).toEqual(['appMenu', 'File', 'View', 'windowMenu']);
    const edit: Menu = [{ label: 'Edit', role: 'edit', items: [item('rename')] }];
    const submenu = (platform: NodeJS.Platform) => menuTemplate(edit, { platform, developer: false, choose: () => {} }).find(({ label }) => label === 'Edit')?.submenu;
    expect(submenu('linux')).toMatchObject([{ id: 'rename' }]);
    expect(submenu('darwin')).toMatchObject([{ role: 'undo' }, { role: 'redo' }, {}, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, {}, { id: 'rename' }]);
  });

  it('is built anew only when more changes than what is enabled or ticked', () => {
    const flipped = menu.map(({ label, items }) => ({ label, items: items.map((old) => ({ ...old, enabled: !old.enabled, checked: old.checked === null ? null : !old.checked })) }));
    expect(sameStructure(menu, flipped)).toBe(true);
    expect(sameStructure(menu, menu.slice(1))).toBe(false);
    expect(sameStructure(menu, [{ label: 'File', items: [item('connect', { accelerator: 'CmdOrCtrl+L' }), item(null), item('quit')] }, ...menu.slice(1)])).toBe(false);
  });
});

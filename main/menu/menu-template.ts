import type { MenuItemConstructorOptions } from 'electron';
import type { Menu, MenuItem } from '../../shared/ipc/main-calls.ts';
import { mainWords } from '../../shared/locale/main.en.ts';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly developer: boolean;
  /** Called with the id of the command that was chosen. */
  readonly choose: (command: string) => void;
}

/**
 * The native menu for what the window's command table says. macOS gets what it expects of every app there: the app's own menu, the
 * Window menu, and in Edit the clipboard's items, without which Cmd+C does nothing in a text field.
 */
export function menuTemplate(menu: Menu, options: MenuOptions): MenuItemConstructorOptions[] {
  const mac = options.platform === 'darwin';
  const own = menu.map(({ label, role, items }): MenuItemConstructorOptions => ({
    label,
    submenu: [...(mac && role === 'edit' ? clipboardItems : []), ...items.map((item) => itemTemplate(item, options.choose))],
  }));
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    ...own,
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    ...(options.developer ? [developerMenu()] : []),
  ];
}

const clipboardItems: readonly MenuItemConstructorOptions[] = [
  { role: 'undo' }, { role: 'redo' }, { type: 'separator' }, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { type: 'separator' },
];

function itemTemplate(item: MenuItem, choose: (command: string) => void): MenuItemConstructorOptions {
  const { command } = item;
  if (command === null) return { type: 'separator' };
  return {
    id: command,
    label: item.label,
    enabled: item.enabled,
    click: () => choose(command),
    ...(item.accelerator === null ? {} : { accelerator: item.accelerator }),
    ...(item.checked === null ? {} : { type: 'checkbox', checked: item.checked }),
  };
}

function developerMenu(): MenuItemConstructorOptions {
  return { label: mainWords.developer, submenu: [{ role: 'reload' }, { role: 'toggleDevTools' }] };
}

/** Whether two menus differ in nothing but what is enabled and checked, which a native menu can change in place. */
export function sameStructure(one: Menu, other: Menu): boolean {
  return structure(one) === structure(other);
}

function structure(menu: Menu): string {
  return JSON.stringify(menu.map(({ label, items }) => [label, items.map((item) => [item.command, item.label, item.accelerator, item.checked === null])]));
}

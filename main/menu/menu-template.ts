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
 * The native menu for what the window's command table says. macOS gets the menus that it expects of every app: the app's own, Edit
 * (without which Cmd+C does nothing in a text field there) and Window.
 */
export function menuTemplate(menu: Menu, options: MenuOptions): MenuItemConstructorOptions[] {
  const own = menu.map(({ label, items }): MenuItemConstructorOptions => ({ label, submenu: items.map((item) => itemTemplate(item, options.choose)) }));
  const mac = options.platform === 'darwin';
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    ...own.slice(0, 1),
    ...(mac ? [{ role: 'editMenu' } as const] : []),
    ...own.slice(1),
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    ...(options.developer ? [developerMenu()] : []),
  ];
}

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

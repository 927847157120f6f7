import { Menu as NativeMenu } from 'electron';
import type { Menu } from '../../shared/ipc/main-calls.ts';
import { menuTemplate, sameStructure, type MenuOptions } from './menu-template.ts';

export interface AppMenu {
  /** Shows this menu. What only enables, disables or ticks changes the menu that stands, so that an open one stays open. */
  set(menu: Menu): void;
}

/** Starts with no menu at all, in place of Electron's own; the window's arrives with its first `setMenu`. */
export function createAppMenu(options: MenuOptions): AppMenu {
  NativeMenu.setApplicationMenu(null);
  let shown: { readonly menu: Menu; readonly native: NativeMenu } | null = null;

  return {
    set: (menu) => {
      if (shown !== null && sameStructure(shown.menu, menu)) {
        update(shown.native, menu);
        shown = { menu, native: shown.native };
        return;
      }
      const native = NativeMenu.buildFromTemplate(menuTemplate(menu, options));
      NativeMenu.setApplicationMenu(native);
      shown = { menu, native };
    },
  };
}

function update(native: NativeMenu, menu: Menu): void {
  for (const { command, enabled, checked } of menu.flatMap(({ items }) => items)) {
    const item = command === null ? null : native.getMenuItemById(command);
    if (item === null) continue;
    if (item.enabled !== enabled) item.enabled = enabled;
    if (checked !== null && item.checked !== checked) item.checked = checked;
  }
}

import type { Menu, MenuItem } from '../../shared/ipc/main-calls.ts';
import { bookmarkItem } from '../bookmarks/bookmarks.ts';
import { commandState, type CommandState, watchCommandState } from '../command-state.ts';
import { commands, type CommandId } from '../commands.ts';
import type { Tabs } from '../tabs/tabs.ts';
import { type PlainKey, t } from '../locale/translate.ts';

/** `null` is a separator. */
const layout: readonly { readonly label: PlainKey; readonly role?: 'edit'; readonly items: readonly (CommandId | null)[] }[] = [
  { label: 'menu.file', items: ['sites', 'saveSite', 'importSites', 'exportSites', null, 'newTab', 'closeTab', null, 'connect', 'reconnect', 'disconnect', null, 'lockSecrets', 'settings', null, 'quit'] },
  { label: 'menu.edit', role: 'edit', items: ['open', 'rename', 'duplicate', 'newFolder', 'newLink', 'remove', null, 'permissions', 'checksum', 'rawCommand', null, 'selectAll'] },
  { label: 'menu.view', items: ['refresh', 'parent', 'focusPath', null, 'synchronizedBrowsing', null, 'nextField', 'otherPane', 'nextTab', 'previousTab', null, 'toggleQueue', 'toggleLog', null, 'revealPath'] },
  { label: 'menu.transfer', items: ['transfer', 'uploadUnique', null, 'activeMode', null, 'pauseQueue', 'cancelAll', 'retryAll', 'clearEnded', null, 'afterQueue', 'toggleLimits', 'speedLimits', null, 'importQueue', 'exportQueue', 'exportQueueForFileZilla'] },
  { label: 'menu.bookmarks', items: ['addBookmark', 'bookmarks'] },
  { label: 'menu.server', items: ['otherServer', 'thisComputer', null, 'protection', 'inspect', null, 'trust', 'keys'] },
  { label: 'menu.help', items: ['about'] },
];

/** As many bookmarks as a menu can show. */
const MOST_BOOKMARKS = 60;

const separator: MenuItem = { command: null, label: '', accelerator: null, enabled: true, checked: null };

/** The window's menu for this state, from the command table. */
export function menuFor(state: CommandState): Menu {
  return layout.map(({ label, role, items }) => ({
    label: t(label),
    role,
    items: [
      ...items.map((id) => {
        if (id === null) return separator;
        const command = commands[id];
        return { command: id, label: t(command.label(state)), accelerator: command.accelerator, enabled: command.enabled(state), checked: command.checked?.(state) ?? null };
      }),
      ...(label === 'menu.bookmarks' ? bookmarkItems(state) : []),
    ],
  }));
}

function bookmarkItems({ bookmarks }: CommandState): readonly MenuItem[] {
  const items = bookmarks.slice(0, MOST_BOOKMARKS).map((name, index) => ({ command: bookmarkItem(index), label: name.replaceAll('&', '&&'), accelerator: null, enabled: true, checked: null }));
  return items.length === 0 ? [] : [separator, ...items];
}

/** Keeps the native menu in step with the state; sends it only when it would look different, at most once a frame. */
export function keepMenu(tabs: Tabs): void {
  let sent = '';
  let planned = false;
  const send = (): void => {
    planned = false;
    const hawser = tabs.active();
    const menu = menuFor(commandState(hawser));
    const key = JSON.stringify(menu);
    if (key === sent) return;
    sent = key;
    void hawser.main.setMenu(menu);
  };
  const plan = (): void => {
    if (planned) return;
    planned = true;
    setTimeout(send, 60);
  };
  send();
  let leave = watchCommandState(tabs.active(), plan);
  tabs.store.subscribe(({ active }) => {
    leave();
    leave = watchCommandState(active, plan);
    plan();
  });
}

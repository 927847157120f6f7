import { isFolder } from '../../shared/model/site.ts';
import { type PlainKey, t } from '../locale/translate.ts';
import { type PopupItem, PopupMenu } from '../ui/popup-menu.tsx';
import { useHawser } from '../use-hawser.ts';
import { shownKey } from '../window/key-hint.ts';
import type { ManagerActions } from './manager-actions.ts';
import type { ManagerStore } from './manager-store.ts';

interface SiteTreeMenuProps {
  readonly store: ManagerStore;
  readonly actions: ManagerActions;
  readonly at: { readonly x: number; readonly y: number };
  readonly onConnect: () => void;
  readonly onClose: () => void;
}

/** What can be done with the line that is selected, each with its key. */
export function SiteTreeMenu({ store, actions, at, onConnect, onClose }: SiteTreeMenuProps) {
  const { sites, window } = useHawser();
  const { selected, cut, query, drafts } = store.getState();
  const node = selected === null ? undefined : sites.store.getState().byId.get(selected);
  const fresh = selected !== null && drafts.get(selected)?.fresh === true;
  const item = (id: PlainKey, keys: string | null, enabled: boolean, run: () => void, danger = false): PopupItem => ({
    id, label: t(id), enabled, danger, run, ...(keys === null ? {} : { hint: shownKey(keys) }),
  });
  const on = node !== undefined;
  const moving = on && query.trim() === '';
  const id = node?.id ?? selected;
  const site = fresh || (on && !isFolder(node));
  const doWith = (run: (one: NonNullable<typeof id>) => unknown) => (): void => {
    if (id !== null) void run(id);
  };
  const items = [
    item('manager.connect', 'Enter', site, onConnect),
    null,
    item('manager.newSite', 'CmdOrCtrl+N', true, actions.newSite),
    item('manager.newFolder', 'CmdOrCtrl+Shift+N', true, () => void actions.newFolder()),
    null,
    item('manager.rename', 'F2', on || fresh, () => store.setState({ renaming: id })),
    item('manager.duplicate', 'CmdOrCtrl+D', on, doWith(actions.duplicate)),
    item('manager.cut', 'CmdOrCtrl+X', on, () => store.setState({ cut: id })),
    item('manager.paste', 'CmdOrCtrl+V', cut !== null && cut !== id, () => void actions.paste(id)),
    null,
    item('manager.moveUp', 'Alt+Up', moving, doWith((one) => actions.step(one, 'up'))),
    item('manager.moveDown', 'Alt+Down', moving, doWith((one) => actions.step(one, 'down'))),
    item('manager.moveOut', 'Alt+Left', moving && node.parent !== null, doWith((one) => actions.step(one, 'out'))),
    item('manager.moveIn', 'Alt+Right', moving, doWith((one) => actions.step(one, 'in'))),
    null,
    item('manager.sortFolder', null, on && isFolder(node), () => void actions.sort(id)),
    item('manager.sortAll', null, sites.store.getState().nodes.length > 1, () => void actions.sort(null)),
    null,
    // What is not saved yet would be lost with the site manager, which makes room.
    item('manager.export', null, on && drafts.size === 0, doWith((one) => window.setState({ dialog: { kind: 'export', node: one } }))),
    null,
    item('manager.remove', 'Delete', on || fresh, doWith(actions.remove), true),
  ];
  return <PopupMenu label={t('manager.menu')} items={items} at={at} onClose={onClose} />;
}

import type { SessionFacts } from '../shared/ipc/engine-calls.ts';
import type { Ability } from '../shared/model/ability.ts';
import { leadsToDirectory } from '../shared/model/entry.ts';
import { grammarOf } from '../shared/path/grammar.ts';
import { offeredBookmarks } from './bookmarks/bookmarks.ts';
import type { Hawser } from './hawser.ts';
import { type PaneState, type Side, selectedEntries } from './panes/pane-state.ts';
import { isAnyChosen } from './queue/chosen.ts';
import { chosenIds } from './queue/queue-view.ts';
import type { QueueTab } from './queue/queue-store.ts';
import { siteOf } from './sites/site-store.ts';

/** All that decides whether a command can be run; plain values, so that two states are easily compared. */
export interface CommandState {
  readonly side: Side;
  readonly connection: 'none' | 'connecting' | 'open';
  readonly canReconnect: boolean;
  readonly siteSaved: boolean;
  /** The names of the bookmarks that the menu offers. */
  readonly bookmarks: readonly string[];
  /** Who opens the data connections of the open session; null where there is no choice. */
  readonly dataMode: SessionFacts['dataMode'];
  /** The active pane shows a session's folder. */
  readonly paneOpen: boolean;
  /** What the session of the active pane can do beyond the core. */
  readonly abilities: readonly Ability[];
  /** The server of the remote pane makes up names for uploads from this computer. */
  readonly makesNames: boolean;
  readonly atRoot: boolean;
  readonly selected: number;
  /** One row is selected, and it is a file or leads to one. */
  readonly fileSelected: boolean;
  readonly rows: number;
  readonly bothOpen: boolean;
  readonly together: boolean;
  /** The left side shows a server in the place of this computer. */
  readonly between: boolean;
  readonly queued: number;
  readonly failed: number;
  readonly done: number;
  readonly paused: boolean;
  /** The speed limits count. */
  readonly limited: boolean;
  readonly queueTab: QueueTab;
  /** Rows are chosen in the list of transfers, and, of these, one alone. */
  readonly transfersChosen: boolean;
  readonly transferChosen: boolean;
  /** What is chosen can be moved among the others: rows by name, neither all of them nor servers. */
  readonly transfersMovable: boolean;
  /** Saved passwords are unlocked by the master password. */
  readonly secretsOpen: boolean;
  /** How many tabs are open. */
  readonly tabs: number;
  readonly logShown: boolean;
  readonly queueShown: boolean;
}

export function commandState(hawser: Hawser): CommandState {
  const side = hawser.window.getState().activeSide;
  const pane = hawser.panes[side].store.getState();
  const connection = hawser.connection.store.getState();
  const { tab, chosen } = hawser.queue.view.getState();
  const { counts, paused } = hawser.queue.store.getState();
  const { logShown, queueShown } = hawser.layout.getState();
  const secrets = hawser.secrets.store.getState();
  const between = hawser.left.server.store.getState().status === 'open';
  return {
    side,
    connection: connection.status,
    canReconnect: connection.profile !== null,
    siteSaved: connection.profile !== null && siteOf(hawser.sites.store.getState().sites, connection.profile) !== undefined,
    bookmarks: offeredBookmarks(hawser).map(({ name }) => name),
    dataMode: connection.status === 'open' ? connection.facts.dataMode : null,
    paneOpen: pane.session !== null,
    abilities: pane.abilities,
    makesNames: !between && hawser.panes.remote.store.getState().abilities.includes('uploadUnique'),
    atRoot: grammarOf(pane.grammar).isRoot(pane.path),
    selected: pane.selection.selected.size,
    fileSelected: isFileSelected(pane),
    rows: pane.rows.length,
    bothOpen: hawser.panes.local.store.getState().session !== null && hawser.panes.remote.store.getState().session !== null,
    between,
    together: hawser.together.store.getState().from !== null,
    queued: counts.queued,
    failed: counts.failed,
    done: counts.done,
    paused,
    limited: hawser.settings.store.getState().rateLimits,
    queueTab: tab,
    transfersChosen: isAnyChosen(chosen),
    transferChosen: !chosen.all && chosenIds(chosen).length === 1,
    transfersMovable: tab === 'queued' && !chosen.all && chosenIds(chosen).length > 0,
    secretsOpen: secrets.hasMasterPassword && !secrets.locked,
    tabs: hawser.tabs.all().length,
    logShown,
    queueShown,
  };
}

function isFileSelected(pane: PaneState): boolean {
  // Counted first: to look up what many names stand for takes as long as the folder is large.
  if (pane.selection.selected.size !== 1) return false;
  return selectedEntries(pane).some((entry) => !leadsToDirectory(entry));
}

/** Calls `changed` whenever something that commands depend on may have changed. */
export function watchCommandState(hawser: Hawser, changed: () => void): () => void {
  const stores = [hawser.window, hawser.panes.local.store, hawser.panes.remote.store, hawser.connection.store, hawser.left.server.store, hawser.queue.store, hawser.queue.view, hawser.settings.store, hawser.layout, hawser.sites.store, hawser.together.store, hawser.secrets.store, hawser.tabs.store];
  const ends = stores.map((store) => store.subscribe(changed));
  return () => {
    for (const end of ends) end();
  };
}

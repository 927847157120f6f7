import type { Ability } from '../../shared/model/ability.ts';
import type { Entry } from '../../shared/model/entry.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import type { OperationId, SessionId } from '../../shared/model/ids.ts';
import type { GrammarName } from '../../shared/path/grammar.ts';
import { grammarOf } from '../../shared/path/grammar.ts';
import { keepOnly, NO_SELECTION, PARENT_ROW, type RowNames, type Selection } from './selection.ts';
import { type Sort, sortEntries } from './sort.ts';

export type Side = 'local' | 'remote';

export interface PaneState {
  readonly side: Side;
  /** Null while the pane shows no session. */
  readonly session: SessionId | null;
  /** The host, or the words for this computer. */
  readonly label: string;
  readonly grammar: GrammarName;
  /** What this session's server can do beyond the core. */
  readonly abilities: readonly Ability[];
  readonly home: string;
  readonly path: string;
  /** As the session listed them. */
  readonly entries: readonly Entry[];
  /** In the order of `sort`, without `..`. */
  readonly rows: readonly Entry[];
  /** The names of all rows that are shown, `..` included. */
  readonly names: RowNames;
  readonly sort: Sort;
  readonly selection: Selection;
  readonly status: 'idle' | 'loading' | 'ready' | 'failed';
  /** The listing under way, and how many rows of it have come. */
  readonly operation: OperationId | null;
  readonly arrived: number;
  readonly failure: FailureData | null;
  /** The last path that could be listed, to go back to from one that could not. */
  readonly lastGood: string | null;
  /** Bytes that may still be stored there; null where nobody tells. */
  readonly freeSpace: number | null;
  /** The row that is being renamed. */
  readonly renaming: string | null;
}

export function emptyPane(side: Side): PaneState {
  return {
    side,
    session: null,
    label: '',
    grammar: 'unix',
    abilities: [],
    home: '/',
    path: '/',
    entries: [],
    rows: [],
    names: [],
    sort: { column: 'name', descending: false },
    selection: NO_SELECTION,
    status: 'idle',
    operation: null,
    arrived: 0,
    failure: null,
    lastGood: null,
    freeSpace: null,
    renaming: null,
  };
}

/** The pane with these entries in its order; the selection keeps what is still there. */
export function withEntries(state: PaneState, entries: readonly Entry[], sort: Sort = state.sort): PaneState {
  const rows = sortEntries(entries, sort);
  const names = rows.map((entry) => entry.name);
  if (!grammarOf(state.grammar).isRoot(state.path)) names.unshift(PARENT_ROW);
  return { ...state, entries, rows, names, sort, selection: keepOnly(state.selection, names) };
}

/** The entries that an action is done to, in the order that is shown. */
export function selectedEntries(state: PaneState): readonly Entry[] {
  const { selected } = state.selection;
  return selected.size === 0 ? [] : state.rows.filter((entry) => selected.has(entry.name));
}

import { leadsToDirectory } from '../../shared/model/entry.ts';
import { grammarOf } from '../../shared/path/grammar.ts';
import type { Hawser } from '../hawser.ts';
import type { Side } from './pane-state.ts';
import { PARENT_ROW } from './selection.ts';
import { transfer } from './transfer.ts';

/** What double-click and Enter do: enter a folder, transfer a file. */
export async function openRow(hawser: Hawser, side: Side, name: string): Promise<void> {
  const pane = hawser.panes[side];
  if (name === PARENT_ROW) return pane.parent();
  const { rows, grammar, path } = pane.store.getState();
  const entry = rows.find((row) => row.name === name);
  if (entry === undefined) return;
  if (leadsToDirectory(entry)) return pane.open(grammarOf(grammar).join(path, name));
  await transfer(hawser, side, [entry]);
}

import { type Entry, leadsToDirectory } from '../../shared/model/entry.ts';
import { grammarOf } from '../../shared/path/grammar.ts';
import type { Hawser } from '../hawser.ts';
import { type Side, selectedEntries } from './pane-state.ts';

export function otherSide(side: Side): Side {
  return side === 'local' ? 'remote' : 'local';
}

/** Queues these entries of one pane for the folder that the other shows, or for a folder in it. */
export async function transfer(hawser: Hawser, from: Side, entries: readonly Entry[], intoFolder?: string): Promise<void> {
  const source = hawser.panes[from].store.getState();
  const target = hawser.panes[otherSide(from)].store.getState();
  if (entries.length === 0 || source.session === null || target.session === null) return;
  // Both sessions must be there: an engine that was started again opens the remote one first.
  const opened = await hawser.connection.session();
  if (!opened.ok) return hawser.notices.showFailure(opened.failure);
  const sessionOf = (side: Side) => (side === 'remote' ? opened.value : hawser.panes.local.store.getState().session!);
  const paths = grammarOf(source.grammar);
  const queued = await hawser.engine.enqueue({
    sources: entries.map((entry) => ({
      place: { session: sessionOf(from), path: paths.join(source.path, entry.name) },
      kind: leadsToDirectory(entry) ? 'directory' : 'file',
      size: entry.size,
    })),
    targetDirectory: {
      session: sessionOf(otherSide(from)),
      path: intoFolder === undefined ? target.path : grammarOf(target.grammar).join(target.path, intoFolder),
    },
  });
  if (!queued.ok) hawser.notices.showFailure(queued.failure);
}

export function transferSelected(hawser: Hawser, from: Side): Promise<void> {
  return transfer(hawser, from, selectedEntries(hawser.panes[from].store.getState()));
}

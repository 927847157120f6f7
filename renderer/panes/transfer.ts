import { type Entry, exactSize, leadsToDirectory } from '../../shared/model/entry.ts';
import { LOCAL_SESSION, type SessionId } from '../../shared/model/ids.ts';
import type { TransferRequest } from '../../shared/model/transfer.ts';
import { grammarOf } from '../../shared/path/grammar.ts';
import type { Hawser } from '../hawser.ts';
import type { PlainKey } from '../locale/translate.ts';
import { type Side, selectedEntries } from './pane-state.ts';

export function otherSide(side: Side): Side {
  return side === 'local' ? 'remote' : 'local';
}

type Source = TransferRequest['sources'][number];

/** Queues these entries of one pane for the folder that the other shows, or for a folder in it. */
export async function transfer(hawser: Hawser, from: Side, entries: readonly Entry[], intoFolder?: string): Promise<void> {
  const source = hawser.panes[from].store.getState();
  const paths = grammarOf(source.grammar);
  await queueFor(hawser, otherSide(from), intoFolder, (sessions) =>
    entries.map((entry) => ({
      place: { session: sessions[from], path: paths.join(source.path, entry.name) },
      kind: leadsToDirectory(entry) ? 'directory' : 'file',
      size: exactSize(entry),
    })),
  );
}

/** Queues what was dropped from outside, files and folders of this computer, for the folder that the remote pane shows, or for a folder in it. */
export function uploadDropped(hawser: Hawser, dropped: readonly { readonly path: string; readonly kind: 'file' | 'directory' }[], intoFolder?: string): Promise<void> {
  return queueFor(hawser, 'remote', intoFolder, () => dropped.map(({ path, kind }) => ({ place: { session: LOCAL_SESSION, path }, kind, size: null })));
}

async function queueFor(hawser: Hawser, to: Side, intoFolder: string | undefined, sourcesOf: (sessions: Readonly<Record<Side, SessionId>>) => Source[]): Promise<void> {
  const target = hawser.panes[to].store.getState();
  if (Object.values(hawser.panes).some((pane) => pane.store.getState().session === null)) return;
  // Both sessions must be there: an engine that was started again opens the remote ones first.
  const [left, right] = [await hawser.left.session(), await hawser.connection.session()];
  if (!left.ok) return hawser.notices.showFailure(left.failure);
  if (!right.ok) return hawser.notices.showFailure(right.failure);
  const sessions = { local: left.value, remote: right.value };
  const sources = sourcesOf(sessions);
  if (sources.length === 0) return;
  const path = intoFolder === undefined ? target.path : grammarOf(target.grammar).join(target.path, intoFolder);
  const queued = await hawser.engine.enqueue({ sources, targetDirectory: { session: sessions[to], path } });
  if (!queued.ok) hawser.notices.showFailure(queued.failure);
}

export function transferSelected(hawser: Hawser, from: Side): Promise<void> {
  return transfer(hawser, from, selectedEntries(hawser.panes[from].store.getState()));
}

/** What bringing files from this side to the other is called; `between`: both are servers. */
export function transferLabel(side: Side, between: boolean): PlainKey {
  if (between) return 'command.copyAcross';
  return side === 'local' ? 'command.upload' : 'command.download';
}

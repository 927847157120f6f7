import { describeFailure } from '../../shared/locale/describe-failure.ts';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';
import type { Hawser } from '../hawser.ts';
import { copyText } from '../ui/copy-text.ts';
import { chosenIds } from './queue-view.ts';

function chosenRow({ queue }: Pick<Hawser, 'queue'>): TransferRow | undefined {
  const [id] = chosenIds(queue.view.getState().chosen);
  return id === undefined ? undefined : queue.store.getState().rows.get(id);
}

/** Puts on the clipboard why the chosen transfer failed, with the server's own words. */
export async function copyReason(hawser: Hawser): Promise<void> {
  const row = chosenRow(hawser);
  if (row === undefined || row.failure === null) return;
  const { what, next } = describeFailure(row.failure);
  await copyText([`${row.from.path} → ${row.to.path}`, what, next, row.failure.detail].filter((line) => line !== null).join('\n'));
}

/** Shows the end of the chosen transfer that lies on this computer. */
export async function revealTransfer(hawser: Hawser): Promise<void> {
  const row = chosenRow(hawser);
  const here = [row?.to, row?.from].find((place) => place?.session === LOCAL_SESSION);
  if (here === undefined) return;
  const shown = await hawser.main.revealPath(here.path);
  if (!shown.ok) hawser.notices.showFailure(shown.failure);
}

import type { TransferState } from '../../../shared/model/transfer.ts';
import type { Item } from './item.ts';
import { hasEnded } from './transitions.ts';

/** Puts an item into another state, with what follows from that for the rest of it. `run`: the number of the present run, asked for where it is needed. */
export function enterState(item: Item, state: TransferState, now: number, run: () => number): void {
  const before = item.state;
  item.state = state;
  if (hasEnded(before)) startOver(item, run());
  if (state === 'queued' && (before === 'done' || before === 'skipped')) forget(item);
  if (state === 'active' || state === 'expanding') item.startedAt ??= now;
  if (state !== 'failed' && state !== 'waiting') item.failure = null;
  if (hasEnded(state)) item.endedAt = now;
  if (state !== 'waiting') item.retryAt = null;
}

/** A retry starts over, apart from what an earlier attempt has left: that may be continued, and whatever else has come to the target may not be replaced unasked. */
function startOver(item: Item, run: number): void {
  Object.assign(item, { bytes: 0, failure: null, startedAt: null, endedAt: null, attempts: 0, decided: null, verified: null, direct: null, run });
}

/** Of what ended well nothing is left to go on from, and its source may be another one by now. */
function forget(item: Item): void {
  Object.assign(item, { resume: null, decided: null, source: null, note: null });
}

import type { FailureData } from '../../../shared/model/failure.ts';
import type { SessionId, TransferId } from '../../../shared/model/ids.ts';
import type { Movement } from '../../../shared/model/transfer.ts';
import { giveBack, removePart } from '../local/part-file.ts';
import { releasePart, retakePart } from '../local/part-name.ts';
import type { Announcer } from './announce.ts';
import { inSteps } from './in-steps.ts';
import type { Item } from './item.ts';
import type { Queue } from './queue.ts';
import type { Runner } from './run.ts';
import type { Stop } from './stop.ts';
import { hasEnded } from './transitions.ts';

/** What the user does to rows; each says all of it when its promise settles. Undefined ids: every row that the verb applies to. */
export interface Verbs {
  cancel(ids: readonly TransferId[] | undefined): Promise<void>;
  retry(ids: readonly TransferId[] | undefined): Promise<void>;
  clear(ids: readonly TransferId[] | undefined): Promise<void>;
  hold(ids: readonly TransferId[] | undefined, paused: boolean): Promise<void>;
  prioritize(ids: readonly TransferId[] | undefined, priority: number): Promise<void>;
  rearrange(ids: readonly TransferId[], movement: Movement): Promise<void>;
  /** None of what waits on this session can succeed. */
  endSession(session: SessionId, failure: FailureData): Promise<void>;
}

export interface VerbsOptions {
  readonly queue: Queue;
  readonly runner: Pick<Runner, 'forget' | 'goOn' | 'pump' | 'stop'>;
  readonly announcer: Announcer;
  /** Removes the temporary file on a server that an upload has left there. */
  readonly dropBeside: (item: Item, beside: string) => Promise<void>;
}

export function createVerbs({ queue, runner, announcer, dropBeside }: VerbsOptions): Verbs {
  const each = async (ids: readonly TransferId[], work: (item: Item) => void): Promise<void> => {
    const doing = inSteps(ids, (id) => {
      const item = queue.get(id);
      if (item !== null) work(item);
    });
    // What was done in the first step starts, and is told, before anybody else gets a turn.
    runner.pump();
    announcer.flush();
    await doing;
    runner.pump();
    announcer.flush();
  };
  /** Gives back what is open of these, and asked again, what folders among them have brought in since. */
  const newcomers = (ids: readonly TransferId[] | undefined): (() => readonly TransferId[]) => {
    const met = new Set<TransferId>();
    return () => {
      const found = queue.withContents(ids, 'open').filter((id) => !met.has(id));
      for (const id of found) met.add(id);
      return found;
    };
  };
  /** Does it with what is open of these, and with what comes while the others are gone through. */
  const throughout = async (ids: readonly TransferId[] | undefined, why: Stop, work: (item: Item) => void): Promise<void> => {
    const coming = newcomers(ids);
    for (let found = coming(); found.length > 0; found = coming()) {
      for (const id of found) runner.stop(id, why);
      await each(found, work);
    }
  };
  /** What an attempt has left is of no use any more. */
  const dropPart = (item: Item): void => {
    // What is done has no part any more; one that has its name is another row's.
    const part = item.state === 'done' ? null : (item.resume?.part ?? null);
    // Another row may have been given the name while nothing lay there.
    if (part !== null && retakePart(part)) void (item.resume?.adopted === true ? giveBack(part, item.to.path, item.resume.own ?? null) : removePart(part)).finally(() => releasePart(part));
    // An upload that is whole and only lacks its name is the user's.
    if (item.resume?.beside !== undefined && item.state !== 'done' && item.failure?.reason !== 'not-in-place') void dropBeside(item, item.resume.beside);
  };

  const placesFor = (count: number, movement: Movement): readonly { readonly priority?: number; readonly position: number }[] => {
    if (typeof movement === 'string') return queue.order.atEnd(movement, count).map((position) => ({ position }));
    const target = queue.get('before' in movement ? movement.before : movement.after);
    if (target === null) return [];
    const positions = 'before' in movement ? queue.order.before(target, count) : queue.order.after(target, count);
    if (positions !== null) return positions.map((position) => ({ position, priority: target.priority }));
    queue.spread();
    return placesFor(count, movement);
  };

  return {
    cancel: (ids) => throughout(ids, 'cancel', (item) => {
      // What runs ends once it is broken off, and tells then how it ended.
      if (runner.stop(item.id, 'cancel') || hasEnded(item.state)) return;
      runner.forget(item.id);
      dropPart(item);
      queue.move(item, 'cancelled', (item.resume?.part ?? item.resume?.beside ?? null) === null ? {} : { resume: null });
    }),
    retry: (ids) => {
      const named = new Set(ids);
      return each([...queue.withContents(ids, 'ended'), ...queue.withContents(ids, 'open')], (item) => {
        const waits = item.state === 'waiting' && item.retryAt !== null;
        // What ended well comes back where it is named itself, and not what was left out as it was found: a pipe has no end.
        const again = item.kind === 'file' && item.startedAt !== null && named.has(item.id);
        if (waits || item.state === 'failed' || item.state === 'cancelled' || (again && hasEnded(item.state))) queue.move(item, 'queued');
      });
    },
    // What is in a folder goes before the folder.
    clear: async (ids) => {
      const above = new Set<TransferId>();
      await each(queue.withContents(ids, 'ended').toReversed(), (item) => {
        if (!queue.remove(item)) return;
        dropPart(item);
        if (item.parent !== null) above.add(item.parent);
      });
      // A folder that is done stands in no tab, where it could be cleared itself.
      await each(queue.unlisted(above), queue.remove);
    },
    hold: (ids, paused) => (paused
      ? throughout(ids, 'pause', (item) => { if (!runner.stop(item.id, 'pause')) queue.move(item, 'paused'); })
      : each(queue.withContents(ids, 'open'), (item) => { if (!runner.goOn(item.id) && item.state === 'paused') queue.move(item, 'queued'); })),
    prioritize: async (ids, priority) => {
      const coming = newcomers(ids);
      const give = (item: Item): void => queue.place(item, { priority });
      await each(coming(), give);
      // What folders brought in before it was their turn; from now on they hand the new priority on.
      await each(coming(), give);
    },
    rearrange: (ids, movement) => {
      const moved = queue.withContents(ids, 'open').map(queue.get).filter((item) => item !== null).toSorted(inOrder);
      const places = placesFor(moved.length, movement);
      const placeOf = new Map(moved.map((item, index) => [item.id, places[index]]));
      // What a folder brings in takes its place from where that is by then.
      const foldersFirst = moved.toSorted((a, b) => Number(a.kind === 'file') - Number(b.kind === 'file'));
      return each(foldersFirst.map((item) => item.id), (item) => {
        const place = placeOf.get(item.id);
        if (place !== undefined) queue.place(item, place);
      });
    },
    endSession: (session, failure) => each(queue.waitingOn(session), (item) => {
      if (failure.code === 'cancelled') queue.move(item, 'cancelled');
      else queue.move(item, 'failed', { failure });
    }),
  };
}

function inOrder(a: Item, b: Item): number {
  return a.priority - b.priority || a.position - b.position;
}

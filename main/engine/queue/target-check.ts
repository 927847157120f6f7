import type { Entry } from '../../../shared/model/entry.ts';
import { assertNever } from '../../../shared/model/assert-never.ts';
import { LOCAL_SESSION, type TransferId } from '../../../shared/model/ids.ts';
import type { Place } from '../../../shared/model/transfer.ts';
import { judgeConflict, type ConflictAction, type ConflictVerdict } from '../../../shared/model/transfer-rules.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import type { Account } from '../account.ts';
import { Failure } from '../session/failure.ts';
import { whenAborted } from '../session/when-aborted.ts';
import type { CarryRules } from './carry-rules.ts';
import { freeName, isCollision, type Conflicts, type Files } from './conflict.ts';
import { sameContent } from './content-sum.ts';
import { continueTarget } from './continue-target.ts';
import { grammarNameOf } from './expand.ts';
import type { Item } from './item.ts';
import { isLinkThere } from './keep-link.ts';
import type { KnownTargets } from './known-targets.ts';
import { ownWork, type OwnWork } from './own-work.ts';
import type { Queue } from './queue.ts';
import type { Ends } from './reach-ends.ts';
import { atTarget, isStill } from './resume-facts.ts';
import { createWaitingRoom } from './waiting-room.ts';

export interface TargetCheck {
  /**
   * Waits its turn at the target and settles what happens to a file that is there. Null where this attempt ends here; else it holds the target
   * until `done`. `inPlace`: the bytes of all of it, where an earlier attempt has put it there and could not say so any more.
   */
  enter(item: Item, ends: Ends, signal: AbortSignal): Promise<{ readonly inPlace: number | null; readonly done: () => void } | null>;
  /** The file that was to be continued is no beginning of the source: the item comes back to the queue, and the user is asked. */
  cannotContinue(item: Item): void;
  /** The item was given up: what the user has answered about it holds no more. */
  forget(id: TransferId): void;
  /** Lets those come back that had to wait until they may ask. */
  admit(): void;
}

export interface TargetCheckOptions {
  readonly queue: Queue;
  readonly targets: KnownTargets;
  readonly conflicts: Conflicts;
  readonly rules: (item: Item, ends: Ends) => CarryRules;
  /** The item's place is free for others while the user thinks. */
  readonly freed: () => void;
}

/** What goes on changing at a target is somebody else's. */
const LOOKS = 3;

export function createTargetCheck({ queue, targets, conflicts, rules, freed }: TargetCheckOptions): TargetCheck {
  const keyOf = ({ to }: Item): string => targets.key(to.session, to.path);
  /** Targets being written to; each settles when that is over. */
  const writing = new Map<string, Promise<void>>();

  /** Two files on their way to one path would write into each other; the second waits, and then finds the first one there. */
  const turnAt = async (item: Item, signal: AbortSignal): Promise<void> => {
    for (let first = writing.get(keyOf(item)); first !== undefined; first = writing.get(keyOf(item))) {
      const stopped = whenAborted(signal);
      await Promise.race([first, stopped.promise]).finally(stopped.end);
    }
  };
  const claim = (item: Item): (() => void) => {
    const key = keyOf(item);
    let settle: () => void = () => {};
    writing.set(key, new Promise((resolve) => { settle = resolve; }));
    return () => {
      writing.delete(key);
      settle();
    };
  };

  /** What the user has decided about files that have come back to the queue with that. */
  const answers = new Map<TransferId, ConflictAction>();
  /** Whose target has turned out to be no beginning of the source. */
  const differing = new Set<TransferId>();
  /** What of that is there for this attempt; it counts for no other. */
  const takeGiven = ({ id }: Item): Given => {
    const given = { answer: answers.get(id), differed: differing.has(id) };
    forget(id);
    return given;
  };
  const forget = (id: TransferId): void => {
    answers.delete(id);
    differing.delete(id);
  };
  const room = createWaitingRoom(queue);
  /** The name that an item has taken for itself, which is in the listing from then on, whether anything came of it or not. */
  const taken = new Map<TransferId, string>();

  /** What is at the target: as listed when its directory was first written to, and looked at anew where an attempt has been there since. */
  const findAt = async (item: Item, { to }: Ends, signal: AbortSignal): Promise<Entry | null> => {
    const { to: { session, path }, resume, decided } = item;
    if (resume !== null || decided !== null || taken.get(item.id) === keyOf(item)) return to.pool.browse((open) => open.stat(path, signal), signal, 'repeatable').catch(nullIfUntold);
    const grammar = grammarOf(grammarNameOf(to));
    const found = targets.find(session, grammar.parent(path), grammar.base(path), signal);
    return found instanceof Promise ? found.catch(nullIfUntold) : found;
  };

  /** Whether what was found is there still. What an earlier attempt has left may yet grow or go: a server notices late that a line broke. */
  const standsStill = async (item: Item, found: Entry, ends: Ends, signal: AbortSignal): Promise<boolean> => {
    const there = await findAt(item, ends, signal);
    return there !== null && isStill(atTarget(found), there);
  };

  /** Null where this attempt ends here. `looks`: how often it is looked at anew where it changes meanwhile. */
  const mayWrite = async (item: Item, ends: Ends, given: Given, signal: AbortSignal, looks = LOOKS): Promise<OwnWork | 'write' | null> => {
    const there = await findAt(item, ends, signal);
    if (there === null) {
      item.decided = 'nothing';
      return 'write';
    }
    if (there.kind === 'directory') throw Failure.of(item.to.session === LOCAL_SESSION ? 'local-exists' : 'already-exists', { path: item.to.path });
    if (item.decided !== null && isStill(item.decided, there)) return 'write';
    const { from, to } = ends;
    const carried = rules(item, ends);
    const link = carried.keepsLink;
    if (link && (await isLinkThere(item, there, ends, signal))) return skip(item);
    const own = link ? null : await ownWork(item, there, { from, to, rules: carried, signal });
    if (own !== null) return own;
    if (!link && item.resume !== null && looks > 0 && !(await standsStill(item, there, ends, signal))) return mayWrite(item, ends, given, signal, looks - 1);
    const grammar = grammarOf(grammarNameOf(to));
    const directory = grammar.parent(item.to.path);
    const source = async (): Promise<Entry> => item.source ?? (await lookAt(item, from, signal)) ?? writtenEntry(grammar.base(item.from.path), item.size);
    const { answer } = given;
    const differs = given.differed && (answer ?? 'resume') === 'resume';
    const verdict = differs ? 'undecided' : answer === undefined ? await byRule(item, there, source) : judgeConflict(answer, { direction: item.direction, source: await source(), target: there });
    switch (verdict) {
      case 'write':
        break;
      case 'skip':
        return skip(item);
      case 'compare':
        if (!link && await sameContent({ account: from, place: item.from }, { account: to, place: item.to }, signal)) return skip(item);
        break;
      case 'resume':
        await continueTarget(item, await source(), queue);
        break;
      case 'rename': {
        item.to = await freeBeside(item, ends, signal);
        taken.set(item.id, keyOf(item));
        break;
      }
      case 'undecided':
        if (answer !== undefined) return skip(item);
        await ask(item, { source: await source(), target: there, differs, to: { session: item.to.session, path: grammar.join(directory, there.name) } }, signal);
        return null;
      default:
        return assertNever(verdict);
    }
    item.decided = verdict === 'rename' ? 'nothing' : atTarget(there);
    return 'write';
  };

  /** A place of another name, taken from here on for whoever else looks for one. */
  const freeBeside = async (item: Item, ends: Ends, signal: AbortSignal): Promise<Place> => {
    const { session } = item.to;
    const grammar = grammarOf(grammarNameOf(ends.to));
    const [directory, name] = [grammar.parent(item.to.path), grammar.base(item.to.path)];
    // Behind an earlier attempt the listing may not be there yet, or be older than what is to be gone out of the way of.
    await Promise.resolve(targets.find(session, directory, name, signal)).catch(nullIfUntold);
    for (;;) {
      const free = freeName(name, (candidate) => targets.taken(session, directory, candidate));
      const to = { session, path: grammar.join(directory, free) };
      const isFree = (item.resume === null && item.decided === null) || (await findAt({ ...item, to }, ends, signal)) === null;
      targets.wrote(session, directory, writtenEntry(free, item.size));
      if (isFree) return to;
    }
  };

  const byRule = async (item: Item, there: Entry, source: () => Promise<Entry>): Promise<ConflictVerdict> => {
    const { direction } = item;
    const rule = conflicts.policy(direction);
    if (rule === 'ask') return 'undecided';
    if (rule === 'rename' || rule === 'skip') return rule;
    if (isCollision(item, there)) return 'undecided';
    return rule === 'overwrite' ? 'write' : judgeConflict(rule, { direction, source: await source(), target: there });
  };
  const skip = (item: Item): null => {
    queue.move(item, 'skipped');
    return null;
  };
  const ask = async (item: Item, files: Files, signal: AbortSignal): Promise<void> => {
    if (files.differs) differing.add(item.id);
    if (!room.enter(item)) return;
    freed();
    const action = await conflicts.decide(item, files, signal).finally(room.leave);
    if (action === 'skip') return void skip(item);
    // What it takes is done when it has a place again.
    answers.set(item.id, action);
    queue.move(item, 'queued', { source: files.source });
  };

  return {
    enter: async (item, ends, signal) => {
      const { decided } = item;
      const given = takeGiven(item);
      let may: OwnWork | 'write' | null = null;
      do {
        await turnAt(item, signal);
        // What has just been settled about a file holds for that of whoever has had his turn since; that nothing was there does not.
        if (may === 'write' && item.decided !== decided && item.decided !== 'nothing') item.decided = atTarget(await findAt(item, ends, signal));
        else {
          item.decided = decided;
          may = await mayWrite(item, ends, given, signal);
        }
        if (may === null) return null;
      } while (writing.has(keyOf(item)));
      return { inPlace: may === 'whole' ? (item.resume?.size ?? null) : null, done: claim(item) };
    },
    cannotContinue: (item) => {
      differing.add(item.id);
      queue.move(item, 'waiting', { decided: null, resume: null });
      queue.move(item, 'queued');
    },
    forget,
    admit: room.admit,
  };
}

/** What is known of an item from before its attempt. */
interface Given {
  readonly answer: ConflictAction | undefined;
  readonly differed: boolean;
}

/** For its time, which is kept. A server that cannot tell does not hold up the transfer, whose own failure says more. */
export function lookAt(item: Item, from: Account, signal: AbortSignal): Promise<Entry | null> {
  return from.pool.browse((session) => session.stat(item.from.path, signal), signal, 'repeatable').catch(() => null);
}

export function writtenEntry(name: string, size: number | null): Entry {
  return { name, kind: 'file', size, modified: null, mode: null, owner: null, group: null, linkTarget: null, targetKind: null };
}

/** A directory that may be written to and not be looked into tells nothing about what is there, nor does a server that cannot tell. */
function nullIfUntold(thrown: unknown): null {
  if (thrown instanceof Failure && (thrown.data.code === 'denied' || thrown.data.code === 'unsupported')) return null;
  throw thrown;
}

import type { Entry } from '../../../shared/model/entry.ts';
import type { AnswerTo } from '../../../shared/model/question.ts';
import { createGate, type Gate } from '../gate.ts';
import type { Ask } from '../session/context.ts';
import type { Item } from './item.ts';

export type ConflictAction = AnswerTo<'file-exists'>['action'];

export interface Conflicts {
  /** What the user chose for all further files of this batch; null where nothing. */
  standing(batch: number): ConflictAction | null;
  /**
   * Asks what to do about a file that is there. One question a batch at a time: an answer “for all” then counts for those that were
   * waiting to ask.
   */
  decide(item: Item, source: Entry, target: Entry, signal: AbortSignal): Promise<ConflictAction>;
  /** The queue has nothing to do; standing answers end with the work that they were given for. */
  forgetAll(): void;
}

export function createConflicts(ask: Ask): Conflicts {
  const standing = new Map<number, ConflictAction>();
  const gates = new Map<number, Gate>();
  const gateOf = (batch: number): Gate => {
    let gate = gates.get(batch);
    if (gate === undefined) gates.set(batch, (gate = createGate(() => 1)));
    return gate;
  };

  return {
    standing: (batch) => standing.get(batch) ?? null,
    decide: async (item, source, target, signal) => {
      const gate = gateOf(item.batch);
      await gate.enter(signal);
      try {
        const chosen = standing.get(item.batch);
        if (chosen !== undefined) return chosen;
        const { action, forAll } = await ask({ kind: 'file-exists', direction: item.direction, targetPath: item.to.path, source, target }, signal);
        if (forAll) standing.set(item.batch, action);
        return action;
      } finally {
        gate.leave();
      }
    },
    forgetAll: () => {
      standing.clear();
      gates.clear();
    },
  };
}

/** `photo.jpg` becomes `photo (2).jpg`; the first number that is free. */
export function freeName(name: string, taken: (name: string) => boolean): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 2; ; number++) {
    const candidate = `${stem} (${number})${extension}`;
    if (!taken(candidate)) return candidate;
  }
}

import type { Entry } from '../../../shared/model/entry.ts';
import type { Place, TransferRow } from '../../../shared/model/transfer.ts';
import { judgeConflict, type ConflictAction, type ConflictPolicy } from '../../../shared/model/transfer-rules.ts';
import { createGate } from '../gate.ts';
import type { Ask } from '../session/context.ts';
import type { Item } from './item.ts';
import type { StandingAnswers } from './standing-answers.ts';

/** The two files of a name. */
export interface Files {
  readonly source: Entry;
  readonly target: Entry;
  /** Where the target's file lies: under another name than the item's where the target takes the two for one. */
  readonly to: Place;
  /** It was to be continued, and is no beginning of the source. */
  readonly differs: boolean;
}

export interface Conflicts {
  /** What counts for this direction: an answer that the user gave for all, else the settings. */
  policy(direction: TransferRow['direction']): ConflictPolicy;
  /**
   * Asks what to do about a file that is there, as `policy` says no more than that, or says what these two files leave open, or `differs`: to
   * continue the one that is there has turned out to be impossible. One question at a time: an answer for all then counts for those that were
   * waiting to ask.
   */
  decide(item: Item, files: Files, signal: AbortSignal): Promise<ConflictAction>;
  /** The queue has nothing to do; answers for all end with the work that they were given for. */
  forgetAll(): void;
}

/** `standing`: the answers for all. */
export function createConflicts(ask: Ask, setting: (direction: TransferRow['direction']) => ConflictPolicy, standing: StandingAnswers): Conflicts {
  let gate = createGate(() => 1);
  const policy = (direction: TransferRow['direction']): ConflictPolicy => standing.get(direction) ?? setting(direction);

  return {
    policy,
    decide: async (item, { source, target, to, differs }, signal) => {
      const { direction } = item;
      const { enter, leave } = gate;
      await enter(signal);
      try {
        const rule = policy(direction);
        const settles = rule !== 'ask' && !(differs && rule === 'resume') && !isCollision(item, target);
        if (settles && judgeConflict(rule, { direction, source, target }) !== 'undecided') return rule;
        const { action, scope } = await ask({ kind: 'file-exists', direction, targetPath: item.to.path, from: item.from, to, source, target, ...(differs ? { differs } : {}) }, signal);
        // For good means that the window writes it to the settings; those may reach the engine after the next file.
        const all = scope === 'run' ? (['upload', 'download', 'copy'] as const) : scope === 'this' ? [] : [direction];
        for (const one of all) standing.set(one, action);
        return action;
      } finally {
        leave();
      }
    },
    forgetAll: () => {
      standing.clear();
      gate = createGate(() => 1);
    },
  };
}

/** What is there has another name, which the target does not tell from this one. To overwrite it would lose a file that the user knows as another. */
export function isCollision(item: Pick<Item, 'to'>, target: Entry): boolean {
  return !item.to.path.endsWith(target.name) && item.to.path.toLowerCase().endsWith(target.name.toLowerCase());
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

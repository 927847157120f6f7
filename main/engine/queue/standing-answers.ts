import { z } from 'zod';
import type { TransferRow } from '../../../shared/model/transfer.ts';
import { conflictActionSchema, type ConflictAction } from '../../../shared/model/transfer-rules.ts';

type Direction = TransferRow['direction'];

/** What the user has answered for all files of a direction until the queue is done; it outlives the engine, as the queue does. */
export interface StandingAnswers {
  get(direction: Direction): ConflictAction | undefined;
  set(direction: Direction, action: ConflictAction): void;
  clear(): void;
}

const keptSchema = z.partialRecord(z.enum(['upload', 'download', 'copy']), conflictActionSchema);

/** `kept`: what an earlier engine gave to `keep`; whatever else it may be stands for none. */
export function createStandingAnswers(kept: unknown, keep: (text: string) => void): StandingAnswers {
  const answers = new Map<Direction, ConflictAction>(Object.entries(read(kept)) as [Direction, ConflictAction][]);
  const changed = (): void => keep(JSON.stringify(Object.fromEntries(answers)));
  return {
    get: (direction) => answers.get(direction),
    set: (direction, action) => {
      answers.set(direction, action);
      changed();
    },
    clear: () => {
      if (answers.size === 0) return;
      answers.clear();
      changed();
    },
  };
}

function read(kept: unknown): z.infer<typeof keptSchema> {
  if (typeof kept !== 'string') return {};
  try {
    return keptSchema.safeParse(JSON.parse(kept)).data ?? {};
  } catch {
    return {};
  }
}

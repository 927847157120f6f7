import { z } from 'zod';

/** What Hawser does once nothing is left in the queue, apart from telling so. */
export const afterQueueActions = ['nothing', 'program', 'disconnect', 'quit', 'sleep', 'shut-down'] as const;
export type AfterQueueAction = (typeof afterQueueActions)[number];

export const afterQueueChoiceSchema = z.object({ action: z.enum(afterQueueActions), always: z.boolean() });
export type AfterQueueChoice = z.infer<typeof afterQueueChoiceSchema>;

export interface AfterQueue extends AfterQueueChoice {
  /** The path of the program that is run, which only the system's own dialog can choose; null while there is none. */
  readonly program: string | null;
  /** What is about to happen, and when, in milliseconds since the epoch; null when nothing is. */
  readonly countdown: { readonly action: AfterQueueAction; readonly until: number } | null;
}

export const NOTHING_AFTER_QUEUE: AfterQueue = { action: 'nothing', always: false, program: null, countdown: null };

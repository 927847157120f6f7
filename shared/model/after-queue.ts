import { z } from 'zod';

/** What Hawser does once nothing is left in the queue, apart from telling so. */
export const afterQueueActions = ['nothing', 'program', 'disconnect', 'quit', 'sleep', 'shut-down'] as const;
export type AfterQueueAction = (typeof afterQueueActions)[number];

/** What a program is told, as one line in which quotes hold together what belongs together. */
const argumentLineSchema = z.string().max(8192).regex(/^[^\r\n\0]*$/u);

export const afterQueueChoiceSchema = z.object({ action: z.enum(afterQueueActions), always: z.boolean(), argumentLine: argumentLineSchema });
export type AfterQueueChoice = z.infer<typeof afterQueueChoiceSchema>;

export interface AfterQueue extends AfterQueueChoice {
  /** The path of the program that is run, which only the system's own dialog can choose; null while there is none. */
  readonly program: string | null;
  /** The line of arguments taken apart; null where a quote in it has no partner. */
  readonly args: readonly string[] | null;
  /** What is about to happen, and when, in milliseconds since the epoch; null when nothing is. */
  readonly countdown: { readonly action: AfterQueueAction; readonly until: number } | null;
}

export const NOTHING_AFTER_QUEUE: AfterQueue = { action: 'nothing', always: false, argumentLine: '', program: null, args: [], countdown: null };

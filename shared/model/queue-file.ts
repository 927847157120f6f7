import { z } from 'zod';
import { profileSchema } from './profile.ts';
import { prioritySchema } from './transfer.ts';

const end = z.object({
  /** An index into `accounts`; null for this computer. */
  account: z.int().nonnegative().nullable(),
  path: z.string().min(1).max(32768),
});

/** What is left of a transfer queue, as it is exported and imported. No secrets are in it. */
export const queueFileSchema = z.object({
  format: z.literal('hawser-queue'),
  version: z.literal(1),
  accounts: z.array(profileSchema),
  transfers: z.array(z.object({
    kind: z.enum(['file', 'directory']),
    from: end,
    /** The file or folder itself, not the folder that it goes into. */
    to: end,
    size: z.int().nonnegative().nullable(),
    priority: prioritySchema.default('normal'),
  })),
}).refine(({ accounts, transfers }) => transfers.every(({ from, to }) => [from.account, to.account].every((index) => index === null || index < accounts.length)));
export type QueueFile = z.infer<typeof queueFileSchema>;

/** The queue that a file held, and how many of its entries could not be understood. */
export interface LoadedQueue {
  readonly queue: QueueFile;
  readonly leftOut: number;
}

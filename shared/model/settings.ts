import { z } from 'zod';

export const settingsSchema = z.object({
  version: z.literal(1).default(1),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Seconds without a sign of life before a connection counts as dead. */
  timeoutSeconds: z.int().min(5).max(9999).default(20),
  /** Transfers at the same time. */
  transfers: z.int().min(1).max(32).default(2),
  dataMode: z.enum(['passive', 'active']).default('passive'),
});
export type Settings = z.infer<typeof settingsSchema>;

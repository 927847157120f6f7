import { z } from 'zod';

const fields = {
  theme: z.enum(['system', 'light', 'dark']),
  /** Seconds without a sign of life before a connection counts as dead. */
  timeoutSeconds: z.int().min(5).max(9999),
  /** Transfers at the same time. */
  transfers: z.int().min(1).max(32),
  dataMode: z.enum(['passive', 'active']),
};

export const settingsSchema = z.object({
  version: z.literal(1).default(1),
  theme: fields.theme.default('system'),
  timeoutSeconds: fields.timeoutSeconds.default(20),
  transfers: fields.transfers.default(2),
  dataMode: fields.dataMode.default('passive'),
});
export type Settings = z.infer<typeof settingsSchema>;

/**
 * A change to some settings; what is absent stays as it is. It carries no defaults: `settingsSchema.partial()` would fill in every
 * absent field with its default and so undo what the user has set.
 */
export const settingsPatchSchema = z.object(fields).partial();
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

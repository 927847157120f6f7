import { z } from 'zod';

export const windowFields = {
  theme: z.enum(['system', 'light', 'dark']),
  /** Whether the tabs of the last time are there at the start. */
  restoreTabs: z.boolean(),
};
export const windowDefaults = { theme: 'system', restoreTabs: true } as const;

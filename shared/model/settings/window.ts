import { z } from 'zod';

export const windowFields = {
  theme: z.enum(['system', 'light', 'dark']),
};
export const windowDefaults = { theme: 'system' } as const;

import { z } from 'zod';

export const transferFields = {
  /** Transfers at the same time. */
  transfers: z.int().min(1).max(32),
};
export const transferDefaults = { transfers: 2 } as const;

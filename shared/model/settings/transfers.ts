import { z } from 'zod';

export const transferFields = {
  /** Transfers at the same time. */
  transfers: z.int().min(1).max(32),
  /** Whether copies between two FTP servers go directly from one to the other (FXP) where both can. */
  serverToServer: z.boolean(),
};
export const transferDefaults = { transfers: 2, serverToServer: true } as const;

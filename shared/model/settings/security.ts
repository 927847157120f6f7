import { z } from 'zod';

export const securityFields = {
  /** Minutes without a key or a mouse move on this computer until the saved secrets are locked again; 0 for never. */
  lockAfterMinutes: z.int().min(0).max(1440),
  /** Nothing is ever saved: no secrets, no history, no queue. */
  kiosk: z.boolean(),
};
export const securityDefaults = { lockAfterMinutes: 15, kiosk: false } as const;

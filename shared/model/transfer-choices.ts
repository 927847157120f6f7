import { z } from 'zod';

/** Bytes per second; null for no limit. */
const rate = z.int().min(1024).nullable().default(null);

/** What a site may choose for its transfers; null leaves it to the settings. */
export const transferChoicesSchema = z.object({
  /** Connections at the same time; 1 also makes transfers share the browsing connection. */
  connections: z.int().min(1).max(32).nullable().default(null),
  uploadRate: rate,
  downloadRate: rate,
  /** Whether uploads go to a temporary name and are renamed when they are whole, so that a web site never serves half a file. */
  temporaryName: z.boolean().nullable().default(null),
  keepTimes: z.boolean().nullable().default(null),
  keepModes: z.boolean().nullable().default(null),
  /** Whether a checksum is compared after each transfer where the server can. */
  verify: z.boolean().nullable().default(null),
});
export type TransferChoices = z.infer<typeof transferChoicesSchema>;

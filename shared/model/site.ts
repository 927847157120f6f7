import { z } from 'zod';
import { siteIdSchema } from './ids.ts';
import { profileSchema } from './profile.ts';

/** A server that the user keeps in the site list. */
export const siteSchema = z.object({
  id: siteIdSchema,
  name: z.string().min(1).max(200),
  profile: profileSchema,
  /** Folders to show first; empty means the server's or the user's own. */
  remoteDirectory: z.string().max(4096).default(''),
  localDirectory: z.string().max(4096).default(''),
});
export type Site = z.infer<typeof siteSchema>;

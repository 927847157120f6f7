import { z } from 'zod';
import { siteIdSchema } from '../../shared/model/ids.ts';
import { profileSchema } from '../../shared/model/profile.ts';

/** What a tab showed: the server, and the folders of both sides. Never a secret. */
const rememberedTabSchema = z.object({
  profile: profileSchema.nullable(),
  site: siteIdSchema.nullable(),
  remoteDirectory: z.string().max(4096),
  localDirectory: z.string().max(4096),
});
export type RememberedTab = z.infer<typeof rememberedTabSchema>;

const rememberedTabsSchema = z.object({ active: z.int().min(0), tabs: z.array(rememberedTabSchema).min(1).max(50) });
export type RememberedTabs = z.infer<typeof rememberedTabsSchema>;

const KEY = 'hawser.tabs';

/** The tabs of the last time; null where none are kept, or not readably. */
export function readTabs(storage: Storage | null): RememberedTabs | null {
  try {
    const parsed = rememberedTabsSchema.safeParse(JSON.parse(storage?.getItem(KEY) ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Keeps the tabs for the next time; null forgets those that are kept. */
export function writeTabs(storage: Storage | null, tabs: RememberedTabs | null): void {
  if (tabs === null) storage?.removeItem(KEY);
  else storage?.setItem(KEY, JSON.stringify(tabs));
}

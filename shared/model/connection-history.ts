import { z } from 'zod';
import { siteIdSchema, type SiteId } from './ids.ts';
import { profileSchema, profileLabel, type Profile } from './profile.ts';

/** Servers that were typed in and sites that were used, the latest first. Never a password. */
export const connectionHistorySchema = z.object({
  typed: z.array(profileSchema).max(20).default([]),
  sites: z.array(siteIdSchema).max(20).default([]),
});
export type ConnectionHistory = z.infer<typeof connectionHistorySchema>;

/** What a connection was opened by. */
export const usedSchema = z.union([z.object({ site: siteIdSchema }), z.object({ profile: profileSchema })]);
export type Used = { readonly site: SiteId } | { readonly profile: Profile };

const MOST = 20;

/** The history with this one as its latest. */
export function withUsed<H extends ConnectionHistory>(history: H, used: Used): H {
  if ('site' in used) return { ...history, sites: [used.site, ...history.sites.filter((id) => id !== used.site)].slice(0, MOST) };
  const label = profileLabel(used.profile);
  return { ...history, typed: [used.profile, ...history.typed.filter((profile) => profileLabel(profile) !== label)].slice(0, MOST) };
}

import { createHash } from 'node:crypto';
import { sessionIdSchema, type SessionId } from '../../shared/model/ids.ts';
import { profileLabel, type Profile } from '../../shared/model/profile.ts';

/**
 * The same account gets the same id in every run of the engine, so that a window finds its session again after a restart. The data mode is
 * no part of it, since it may change while the session is open.
 */
export function accountId(profile: Profile): SessionId {
  const key = JSON.stringify([profileLabel(profile), profile.logon, profile.ftp, profile.charset, profile.serverType, profile.proxy, profile.tunnel]);
  return sessionIdSchema.parse(createHash('sha256').update(key).digest('base64url').slice(0, 22));
}

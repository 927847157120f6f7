import type { Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';

/** Opens a session over SCP and `ls` on servers without SFTP. */
export function openScp(profile: Profile, _context: SessionContext): Promise<Session> {
  return Promise.reject(Failure.of('not-supported', { host: profile.host, what: 'SCP' }));
}

import { assertNever } from '../../shared/model/assert-never.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { SessionContext } from './session/context.ts';
import type { Session } from './session/session.ts';

export type OpenSession = (profile: Profile, context: SessionContext) => Promise<Session>;

/**
 * Opens a signed-in session: the only switch over protocols. Each protocol is loaded at its first use, since loading all of them is a
 * good part of the time that a command takes to start.
 */
export const openSession: OpenSession = async (profile, context) => {
  switch (profile.protocol) {
    case 'ftp':
    case 'ftps-explicit':
    case 'ftps-implicit':
      return (await import('./ftp/connect.ts')).openFtp(profile, context);
    case 'sftp':
      return (await import('./sftp/connect.ts')).openSftp(profile, context);
    case 'scp':
      return (await import('./scp/connect.ts')).openScp(profile, context);
    default:
      return assertNever(profile.protocol);
  }
};

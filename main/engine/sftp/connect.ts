import type { Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure, throwIfCancelled } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { connectSsh } from './connection.ts';
import { openSftpServer } from './open-channel.ts';
import { sftpSession } from './session.ts';

/**
 * Opens an SFTP session: connects, checks the host key, signs in, opens the SFTP channel. Rejects with a Failure, and leaves nothing
 * open then.
 */
export async function openSftp(profile: Profile, context: SessionContext): Promise<Session> {
  throwIfCancelled(context.signal);
  const connection = await connectSsh(profile, context);
  const abandon = (): void => void connection.client.destroy();
  context.signal.addEventListener('abort', abandon, { once: true });
  try {
    const { server, home } = await openSftpServer(connection, profile, context);
    return sftpSession(connection, server, home);
  } catch (problem) {
    connection.client.destroy();
    throw context.signal.aborted ? Failure.of('cancelled') : problem;
  } finally {
    context.signal.removeEventListener('abort', abandon);
  }
}

import type { Profile } from '../../../shared/model/profile.ts';
import { openCharset } from '../charset/open-charset.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure, throwIfCancelled } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { connectSsh } from '../sftp/connection.ts';
import { CommandProblem } from './failures.ts';
import { gnuOptions, readRow } from './listing-line.ts';
import { runLines } from './run.ts';
import type { ScpServer } from './server.ts';
import { scpSession } from './session.ts';

/**
 * Opens a session over SCP and `ls` on servers without SFTP: connects, checks the host key, signs in, and asks the account's shell where it
 * is and which `ls` it has. Rejects with a Failure (`no-shell` besides what signing in gives), and leaves nothing open then.
 */
export async function openScp(profile: Profile, context: SessionContext): Promise<Session> {
  throwIfCancelled(context.signal);
  const connection = await connectSsh(profile, context);
  const abandon = (): void => void connection.client.destroy();
  context.signal.addEventListener('abort', abandon, { once: true });
  try {
    const charset = await openCharset(profile.charset);
    const server: ScpServer = { client: connection.client, host: profile.host, charset, timeoutSeconds: context.settings.timeoutSeconds, log: context.log, gnu: false };
    const { home, gnu } = await lookAround(server, context.signal);
    context.log('status', `The account may run commands; ${gnu ? 'its ls is GNU’s' : 'its ls is a plain one, so that odd names may not be shown'}.`);
    return scpSession(connection, { ...server, gnu }, home);
  } catch (problem) {
    connection.client.destroy();
    throw context.signal.aborted ? Failure.of('cancelled') : problem;
  } finally {
    context.signal.removeEventListener('abort', abandon);
  }
}

async function lookAround(server: ScpServer, signal: AbortSignal): Promise<{ readonly home: string; readonly gnu: boolean }> {
  let home: string | null = null;
  let gnu = false;
  try {
    // What a shell writes at its start stands before, and is no absolute path as a rule.
    const command = `pwd; env LC_ALL=C TZ=UTC0 ls ${gnuOptions} -d /`;
    await runLines(server, command, [], signal, (line) => {
      if (line[0] === 0x2f) home = server.charset.decode(line);
      const row = readRow(line, true, server.charset, 0);
      if (row !== null && row !== 'skip' && row.name === '/') gnu = true;
    }, [0, 1, 2]);
  } catch (problem) {
    if (problem instanceof Failure && problem.data.code !== 'denied') throw problem;
    throw Failure.of('no-shell', { host: server.host }, problem instanceof CommandProblem || problem instanceof Failure ? (problem instanceof Failure ? problem.data.detail : problem.message) : String(problem), problem);
  }
  if (home === null) throw Failure.of('no-shell', { host: server.host });
  return { home, gnu };
}

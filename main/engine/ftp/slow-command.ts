import { Failure, throwIfCancelled } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';
import type { Reply } from './reply.ts';

/** Minutes that a server may work in silence: it reads a large file from one end to the other. */
const patienceMinutes = 15;

/**
 * Sends a command that a server may work at for minutes without a word, and waits for its final reply. FTP knows no way to call such a
 * command off (RFC 959 section 4.1.3: ABOR is for transfers), so that cancelling ends the connection.
 */
export async function slowCommand(ftp: FtpConnection, line: string, signal: AbortSignal): Promise<Reply> {
  const { control, host } = ftp;
  throwIfCancelled(signal);
  const onAbort = (): void => control.closeWithError(Failure.of('cancelled'));
  signal.addEventListener('abort', onAbort, { once: true });
  const exchange = control.exchange(line);
  control.waitingForReply = false;
  const late = setTimeout(() => control.closeWithError(Failure.of('reply-timeout', { host, seconds: patienceMinutes * 60 })), patienceMinutes * 60_000);
  try {
    return await exchange;
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', onAbort);
  }
}

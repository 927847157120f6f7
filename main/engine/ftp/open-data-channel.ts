import { assertNever } from '../../../shared/model/assert-never.ts';
import { listenActively } from './active.ts';
import type { FtpConnection } from './connection.ts';
import type { DataChannel } from './data-channel.ts';
import type { Attempt } from './either-mode.ts';
import { connectPassively } from './passive.ts';
import type { TransferRequest } from './transfer-request.ts';

/** Agrees with the server on a data connection. The transfer command comes next. `stopped` rejects when the user will not wait any longer. */
export async function openDataChannel(ftp: FtpConnection, channel: DataChannel, request: TransferRequest, attempt: Attempt, stopped: Promise<never>): Promise<void> {
  switch (attempt.mode) {
    case 'passive':
      await connectPassively(ftp, channel, request, attempt);
      // The first one is waited for, as a server that has the command already waits for a connection that may never come, and reads no
      // other command meanwhile. From then on the command goes out together with the connection.
      if (!ftp.learned.passive) await Promise.race([channel.connected, stopped]);
      ftp.learned.passive = true;
      return;
    case 'active':
      return listenActively(ftp, channel, stopped);
    default:
      return assertNever(attempt.mode);
  }
}

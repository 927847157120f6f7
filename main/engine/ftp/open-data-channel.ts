import { assertNever } from '../../../shared/model/assert-never.ts';
import { listenActively } from './active.ts';
import type { FtpConnection } from './connection.ts';
import type { DataChannel } from './data-channel.ts';
import type { OpenedMode } from './data-mode.ts';
import { connectPassively } from './passive.ts';

/** Agrees with the server on a data connection. The transfer command comes next. `stopped` rejects when the user will not wait any longer. */
export async function openDataChannel(ftp: FtpConnection, channel: DataChannel, mode: OpenedMode, stopped: Promise<never>): Promise<void> {
  switch (mode) {
    case 'passive':
      await connectPassively(ftp, channel);
      // The first one is waited for, as a server that has the command already waits for a connection that may never come, and reads no
      // other command meanwhile. From then on the command goes out together with the connection.
      if (!ftp.learned.passive) await Promise.race([channel.connected, stopped]);
      ftp.learned.passive = true;
      return;
    case 'active':
      return listenActively(ftp, channel);
    default:
      return assertNever(mode);
  }
}

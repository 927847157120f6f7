import { assertNever } from '../../../shared/model/assert-never.ts';
import { listenActively } from './active.ts';
import type { FtpConnection } from './connection.ts';
import type { DataChannel } from './data-channel.ts';
import { connectPassively } from './passive.ts';

/** Agrees with the server on a data connection, in the mode of this connection. The transfer command comes next. */
export async function openDataChannel(ftp: FtpConnection, channel: DataChannel): Promise<void> {
  switch (ftp.dataMode) {
    case 'passive':
      return connectPassively(ftp, channel);
    case 'active':
      return listenActively(ftp, channel);
    default:
      return assertNever(ftp.dataMode);
  }
}

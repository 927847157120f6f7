import type { FtpConnection } from './connection.ts';
import type { DataChannel } from './data-channel.ts';
import { connectPassively } from './passive.ts';

/** Agrees with the server on a data connection, in the mode of this connection. The transfer command comes next. */
export async function openDataChannel(ftp: FtpConnection, channel: DataChannel, _signal: AbortSignal): Promise<void> {
  await connectPassively(ftp, channel);
}

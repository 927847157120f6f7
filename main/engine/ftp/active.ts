import { createServer, isIPv6, type AddressInfo, type Server, type Socket } from 'node:net';
import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';
import type { DataChannel } from './data-channel.ts';
import { refusal } from './failures.ts';
import { isCompletion, isUnknownCommand, type Reply } from './reply.ts';

/**
 * Listens on the control connection's own address and tells the server to connect there: PORT (RFC 959 section 4.1.2) for IPv4, EPRT
 * (RFC 2428 section 2) for IPv6 and where PORT is unknown. One connection is taken, from the server's address and no other.
 */
export async function listenActively(ftp: FtpConnection, channel: DataChannel): Promise<void> {
  const { localAddress, remoteAddress } = ftp.control.socket;
  if (localAddress === undefined || remoteAddress === undefined) throw Failure.of('not-connected');
  const listener = createServer({ noDelay: true, pauseOnConnect: true });
  const stop = (): void => void listener.close();
  channel.broken.catch(stop);
  listener.on('error', (error) => channel.fail(Failure.of('data-connection-failed', { host: ftp.host }, error.message, error)));
  listener.on('connection', (socket: Socket) => {
    if (plainAddress(socket.remoteAddress) !== plainAddress(remoteAddress)) {
      ftp.log('error', `A data connection came from ${socket.remoteAddress ?? 'somewhere'} and not from the server. It is refused.`);
      socket.destroy();
      return;
    }
    stop();
    channel.adopt(socket);
  });

  const port = await listening(listener, localAddress, channel);
  channel.expectConnection();
  const reply = await announce(ftp, plainAddress(localAddress), port);
  if (!isCompletion(reply)) throw refusal(reply, ftp.host, '');
}

async function announce(ftp: FtpConnection, address: string, port: number): Promise<Reply> {
  if (!isIPv6(address)) {
    const reply = await ftp.control.exchange(`PORT ${address.replaceAll('.', ',')},${port >> 8},${port & 255}`);
    if (!isUnknownCommand(reply)) return reply;
  }
  return ftp.control.exchange(`EPRT |${isIPv6(address) ? 2 : 1}|${address}|${port}|`);
}

function listening(listener: Server, address: string, channel: DataChannel): Promise<number> {
  const port = new Promise<number>((resolve) => {
    listener.listen(0, address, () => resolve((listener.address() as AddressInfo).port));
  });
  return Promise.race([port, channel.broken]);
}

/** An IPv4 address on a socket for both families (RFC 4291 section 2.5.5.2) as the plain one that it is. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/iu, '');
}

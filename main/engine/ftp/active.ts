import { createServer, isIPv6, type Socket } from 'node:net';
import { Failure } from '../session/failure.ts';
import { listenWithin } from './active-port.ts';
import { announcedAddress } from './announced-address.ts';
import type { FtpConnection } from './connection.ts';
import type { DataChannel } from './data-channel.ts';
import { refusedMode } from './failures.ts';
import { plainAddress } from './plain-address.ts';
import { isCompletion, isUnknownCommand, type Reply } from './reply.ts';

/**
 * Listens on the control connection's own address and tells the server to connect there: PORT (RFC 959 section 4.1.2) for IPv4, EPRT
 * (RFC 2428 section 2) for IPv6 and where PORT is unknown. One connection is taken, from the server's address and no other.
 */
export async function listenActively(ftp: FtpConnection, channel: DataChannel, stopped: Promise<never>): Promise<void> {
  const { localAddress, remoteAddress } = ftp.control.socket;
  if (localAddress === undefined || remoteAddress === undefined) throw Failure.of('not-connected');
  const { host, timeoutSeconds, choices, settings } = ftp;
  const ports = choices.activePorts ?? settings.activePorts;
  const local = plainAddress(localAddress);
  const peer = plainAddress(remoteAddress);
  const listener = createServer({ noDelay: true, pauseOnConnect: true });
  let unwanted = false;
  const stop = (): void => {
    unwanted = true;
    listener.close();
  };
  channel.broken.catch(stop);
  listener.on('connection', (socket: Socket) => {
    if (plainAddress(socket.remoteAddress) !== peer) {
      ftp.log('error', `A data connection came from ${socket.remoteAddress ?? 'somewhere'} and not from the server. It is refused.`);
      socket.destroy();
      return;
    }
    stop();
    channel.adopt(socket);
  });

  const address = await announcedAddress(ftp, local, peer);
  const port = await Promise.race([listenWithin(listener, { address: localAddress, ports, host, timeoutSeconds, unwanted: () => unwanted }), channel.broken, stopped]);
  listener.on('error', (error) => channel.fail(Failure.of('data-connection-failed', { host }, error.message, error)));
  channel.expectConnection();
  const reply = await announce(ftp, address, port);
  if (!isCompletion(reply)) throw refusedMode(reply, host);
}

async function announce(ftp: FtpConnection, address: string, port: number): Promise<Reply> {
  if (!isIPv6(address)) {
    const reply = await ftp.control.exchange(`PORT ${address.replaceAll('.', ',')},${port >> 8},${port & 255}`);
    if (!isUnknownCommand(reply)) return reply;
  }
  return ftp.control.exchange(`EPRT |${isIPv6(address) ? 2 : 1}|${address}|${port}|`);
}

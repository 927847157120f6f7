import { isIPv4 } from 'node:net';
import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';
import type { DataChannel } from './data-channel.ts';
import { refusal } from './failures.ts';
import { addressOfPasv, portOfEpsv } from './passive-reply.ts';
import { isCompletion, isUnknownCommand } from './reply.ts';

/**
 * Asks the server where to connect and begins to connect there: EPSV (RFC 2428), which names a port only, else PASV (RFC 959 section
 * 4.1.2). The address in a PASV reply is never followed: it is the peer of the control connection that data is exchanged with, so that no
 * server can point us at another machine, and one behind a NAT that names its private address works all the same.
 */
export async function connectPassively(ftp: FtpConnection, channel: DataChannel): Promise<void> {
  const peer = ftp.control.socket.remoteAddress;
  if (peer === undefined) throw Failure.of('not-connected');
  channel.connect(peer, (await extendedPassivePort(ftp)) ?? (await passivePort(ftp, peer)));
}

async function extendedPassivePort(ftp: FtpConnection): Promise<number | null> {
  if (ftp.learned.extendedPassive === false) return null;
  const reply = await ftp.control.exchange('EPSV');
  const port = reply.code === 229 ? portOfEpsv(reply.text) : null;
  if (port !== null) {
    ftp.learned.extendedPassive = true;
    return port;
  }
  if (!isUnknownCommand(reply) && !isCompletion(reply) && reply.code !== 522) throw refusal(reply, ftp.host, '');
  ftp.learned.extendedPassive = false;
  return null;
}

async function passivePort(ftp: FtpConnection, peer: string): Promise<number> {
  const reply = await ftp.control.exchange('PASV');
  if (!isCompletion(reply)) throw refusal(reply, ftp.host, '');
  const address = addressOfPasv(reply.text);
  if (address === null) throw Failure.of('bad-reply', { host: ftp.host }, reply.text);
  const own = peer.replace(/^::ffff:/iu, '');
  if (isIPv4(own) && address.host !== own) ftp.log('status', `The server named the address ${address.host} for data; connecting to ${own} instead.`);
  return address.port;
}

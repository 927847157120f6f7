import { isIPv6 } from 'node:net';
import type { FtpConnection } from '../ftp/connection.ts';
import { placeNamed } from '../ftp/passive-place.ts';
import { addressOfPasv, portOfEpsv } from '../ftp/passive-reply.ts';
import { plainAddress } from '../ftp/plain-address.ts';
import { isCompletion, isUnknownCommand, type Reply } from '../ftp/reply.ts';
import { NotDirect } from './not-direct.ts';
import type { Way } from './ways.ts';

export interface Pair {
  readonly source: FtpConnection;
  readonly target: FtpConnection;
}

interface Place {
  readonly host: string;
  readonly port: number;
}

/** Has one server listen and tells the other where (RFC 959 section 3.2, figure 2). Rejects with `NotDirect` where either will not. */
export async function arrange({ source, target }: Pair, way: Way): Promise<void> {
  const [listener, caller] = way.listens === 'source' ? [source, target] : [target, source];
  const { host, port } = await listen(listener, way.listening);
  const reply = await announce(caller, host, port);
  if (!isCompletion(reply)) throw new NotDirect(caller.host, reply.text);
}

/** PASV names an address, which only stands where nobody here knows a better one: through a proxy or a tunnel. */
async function listen(listener: FtpConnection, command: Way['listening']): Promise<Place> {
  const peer = listener.route.direct ? plainAddress(listener.control.socket.remoteAddress) : '';
  if (!isIPv6(peer)) {
    const reply = await listener.control.exchange(command);
    if (!isCompletion(reply)) throw new NotDirect(listener.host, reply.text);
    const named = addressOfPasv(reply.text);
    if (named === null) throw new NotDirect(listener.host, reply.text);
    return peer === '' ? named : placeNamed(listener, peer, named);
  }
  const reply = await listener.control.exchange('EPSV');
  const port = reply.code === 229 ? portOfEpsv(reply.text) : null;
  if (port === null) throw new NotDirect(listener.host, reply.text);
  return { host: peer, port };
}

async function announce(caller: FtpConnection, host: string, port: number): Promise<Reply> {
  if (!isIPv6(host)) {
    const reply = await caller.control.exchange(`PORT ${host.replaceAll('.', ',')},${port >> 8},${port & 255}`);
    if (!isUnknownCommand(reply) || /illegal|foreign|address/iu.test(reply.text)) return reply;
  }
  return caller.control.exchange(`EPRT |${isIPv6(host) ? 2 : 1}|${host}|${port}|`);
}

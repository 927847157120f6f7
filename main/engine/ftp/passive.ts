import { isIPv4 } from 'node:net';
import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';
import type { DataChannel } from './data-channel.ts';
import type { Attempt } from './either-mode.ts';
import { refusal, refusedMode } from './failures.ts';
import { placeNamed } from './passive-place.ts';
import { addressOfPasv, portOfEpsv, type PassiveAddress } from './passive-reply.ts';
import { plainAddress } from './plain-address.ts';
import { isCompletion } from './reply.ts';
import type { TransferRequest } from './transfer-request.ts';

/**
 * Asks the server where to connect and begins to connect there: EPSV (RFC 2428), which names a port only, else PASV (RFC 959 section
 * 4.1.2).
 */
export async function connectPassively(ftp: FtpConnection, channel: DataChannel, { command, path }: TransferRequest, attempt: Attempt): Promise<void> {
  // Through a proxy or a tunnel it is the far end that finds the server by its name.
  const peer = ftp.route.direct ? ftp.control.socket.remoteAddress : ftp.host;
  if (peer === undefined) throw Failure.of('not-connected');
  const { control, features, host, learned } = ftp;
  const preTransfer = async (): Promise<void> => {
    const reply = await control.exchange(`PRET ${command}`);
    if (isCompletion(reply)) return;
    // It is the transfer that is refused, in this mode and in any other.
    attempt.agreed = true;
    throw refusal(reply, host, path);
  };
  const connect = async (): Promise<void> => {
    const place = await anyPlace(ftp, peer);
    channel.connect(place.host, place.port);
  };
  if (learned.preTransfer) await preTransfer();
  try {
    await connect();
  } catch (thrown) {
    // A server that spreads its files over several machines wants to know the file before it names one of them (drftpd).
    if (learned.preTransfer || !features.names.has('PRET') || control.failure !== null) throw thrown;
    learned.extendedPassive = null;
    await preTransfer();
    await connect();
    learned.preTransfer = true;
  }
}

/** By EPSV or PASV, whichever this server will do. Where neither, rejects as the first did, unless that one is unknown there. */
async function anyPlace(ftp: FtpConnection, peer: string): Promise<PassiveAddress> {
  const { choices, control, learned } = ftp;
  const extended = async (): Promise<PassiveAddress> => {
    const port = await extendedPassivePort(ftp);
    learned.extendedPassive = true;
    return { host: peer, port };
  };
  const plain = (): Promise<PassiveAddress> => passivePlace(ftp, peer);
  if (learned.extendedPassive === false) return plain();
  // EPSV names no address, so that whoever wants the server's own asks by PASV; over IPv6 there is nothing else.
  const plainFirst = choices.passiveAddress === 'as-sent' && isIPv4(plainAddress(peer)) && learned.extendedPassive === null;
  const [first, second] = plainFirst ? [plain, extended] : [extended, plain];
  try {
    return await first();
  } catch (refused) {
    if (control.failure !== null || !(refused instanceof Failure) || refused.data.code === 'login' || refused.data.code === 'lost') throw refused;
    const place = await second().catch((again: unknown) => {
      throw refused.data.code === 'unsupported' ? again : refused;
    });
    if (second === plain) learned.extendedPassive = false;
    return place;
  }
}

async function extendedPassivePort(ftp: FtpConnection): Promise<number> {
  const reply = await ftp.control.exchange('EPSV');
  const port = reply.code === 229 ? portOfEpsv(reply.text) : null;
  if (port === null) throw isCompletion(reply) ? Failure.of('not-supported', { host: ftp.host, what: 'EPSV' }, reply.text) : refusedMode(reply, ftp.host);
  return port;
}

async function passivePlace(ftp: FtpConnection, peer: string): Promise<PassiveAddress> {
  const reply = await ftp.control.exchange('PASV');
  if (!isCompletion(reply)) throw refusedMode(reply, ftp.host);
  const address = addressOfPasv(reply.text);
  if (address === null) throw Failure.of('bad-reply', { host: ftp.host }, reply.text);
  return placeNamed(ftp, peer, address);
}

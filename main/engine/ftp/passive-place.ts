import { isIPv4 } from 'node:net';
import type { FtpConnection } from './connection.ts';
import type { PassiveAddress } from './passive-reply.ts';
import { plainAddress } from './plain-address.ts';

/**
 * Where to find a server that has named `address` in its reply to PASV. That is not followed unless the site says so: it is the peer of the
 * control connection that data is exchanged with, so that no server can point us, or another server in a copy between two, at a machine of
 * its choice (RFC 2577 section 3), and one behind a NAT that names its private address works all the same. The log tells of a difference.
 */
export function placeNamed({ choices, log }: Pick<FtpConnection, 'choices' | 'log'>, peer: string, address: PassiveAddress): PassiveAddress {
  const own = plainAddress(peer);
  if (!isIPv4(own) || address.host === own) return { host: peer, port: address.port };
  if (choices.passiveAddress === 'as-sent') {
    log('status', `The server named the address ${address.host} for data; connecting there, as the site says, and not to ${own}.`);
    return address;
  }
  log('status', `The server named the address ${address.host} for data; connecting to ${own} instead.`);
  return { host: peer, port: address.port };
}

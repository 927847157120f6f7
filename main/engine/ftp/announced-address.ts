import { lookup } from 'node:dns/promises';
import { isIP, isIPv6 } from 'node:net';
import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';
import { isPrivate, plainAddress } from './plain-address.ts';

/**
 * The address that active mode names to the server: the one that the settings give (an address, or a name that is looked up), which is what
 * a router forwards from; else that of the control connection on this side. The latter also where the settings' address is of the other
 * family, which this side does not listen for, and where a server in the same private network would be sent out to a public address.
 */
export async function announcedAddress(ftp: FtpConnection, local: string, peer: string): Promise<string> {
  const wanted = ftp.settings.externalAddress.trim().replace(/^\[|\]$/gu, '');
  if (wanted === '') return local;
  const family = isIP(local);
  const external = isIP(wanted) === 0 ? await resolved(wanted, family, ftp.host) : plainAddress(wanted);
  if (isIP(external) !== family) {
    ftp.log('status', `The external address ${external} is not an ${isIPv6(local) ? 'IPv6' : 'IPv4'} address as this connection needs; naming ${local} instead.`);
    return local;
  }
  return isPrivate(peer) && !isPrivate(external) ? local : external;
}

async function resolved(name: string, family: number, host: string): Promise<string> {
  try {
    return (await lookup(name, { family })).address;
  } catch (error) {
    throw Failure.of('data-connection-failed', { host }, `The external address “${name}” of the settings was not found.`, error);
  }
}

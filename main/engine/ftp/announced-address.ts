import { lookup } from 'node:dns/promises';
import { isIP, isIPv6 } from 'node:net';
import { Failure } from '../session/failure.ts';
import { askAddress, isAddressUrl } from './ask-address.ts';
import type { FtpConnection } from './connection.ts';
import { isPrivate, plainAddress } from './plain-address.ts';

/**
 * The address that active mode names to the server: the one that the site or else the settings give (an address, a name that is looked up, or
 * a page that is asked, as FTP servers themselves do not tell), which is what
 * a router forwards from; else that of the control connection on this side. The latter also where that address is of the other
 * family, which this side does not listen for, and where a server in the same private network would be sent out to a public address.
 */
export async function announcedAddress(ftp: FtpConnection, local: string, peer: string): Promise<string> {
  const wanted = (ftp.choices.externalAddress || ftp.settings.externalAddress).trim().replace(/^\[|\]$/gu, '');
  if (wanted === '') return local;
  const family = isIP(local);
  const external = isIP(wanted) === 0 ? await found(ftp, wanted, family) : plainAddress(wanted);
  if (isIP(external) !== family) {
    ftp.log('status', `The external address ${external} is not an ${isIPv6(local) ? 'IPv6' : 'IPv4'} address as this connection needs; naming ${local} instead.`);
    return local;
  }
  return isPrivate(peer) && !isPrivate(external) ? local : external;
}

async function found({ host, log, timeoutSeconds }: FtpConnection, wanted: string, family: number): Promise<string> {
  try {
    if (!isAddressUrl(wanted)) return (await lookup(wanted, { family })).address;
    const address = await askAddress(wanted, family, timeoutSeconds);
    log('status', `${wanted} says that the external address is ${address}.`);
    return address;
  } catch (error) {
    throw Failure.of('data-connection-failed', { host }, `The external address “${wanted}” of the settings was not found: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

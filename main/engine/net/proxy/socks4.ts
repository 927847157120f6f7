import { isIPv4 } from 'node:net';
import type { ProxyAnswer, ProxyRequest } from './answer.ts';
import type { Conversation } from './conversation.ts';
import { bytesOfIPv4, portBytes } from './socks-address.ts';

const GRANTED = 90;
const NEEDS_IDENT = 92;
const OTHER_USER = 93;

/** SOCKS4, and SOCKS4a for what is no IPv4 address: the proxy looks the name up. It knows users and no passwords. */
export async function askSocks4(talk: Conversation, { host, port, user }: ProxyRequest): Promise<ProxyAnswer> {
  const direct = isIPv4(host);
  // An address that leads nowhere says that a name follows.
  const address = direct ? bytesOfIPv4(host) : Buffer.of(0, 0, 0, 1);
  talk.send(Buffer.concat([Buffer.of(4, 1), portBytes(port), address, Buffer.from(`${user}\0${direct ? '' : `${host}\0`}`)]));
  const [version, code = 0] = await talk.take(8);
  if (version !== 0) return { kind: 'stranger', words: 'It does not speak SOCKS4.' };
  if (code === GRANTED) return { kind: 'open' };
  if (code === NEEDS_IDENT || code === OTHER_USER) return { kind: 'refused', words: `It does not let this user in (${code}).` };
  return { kind: 'unreachable', words: `Rejected or failed (${code}).` };
}

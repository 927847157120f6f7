import type { ProxyAnswer, ProxyRequest } from './answer.ts';
import type { Conversation } from './conversation.ts';
import { portBytes, socks5Address } from './socks-address.ts';

const VERSION = 5;
const NO_LOGIN = 0;
const PASSWORD = 2;
const NOTHING_FITS = 255;
const LONGEST_FIELD = 255;

/** RFC 1928 section 6. */
const replies: Readonly<Record<number, readonly ['refused' | 'unreachable', string]>> = {
  1: ['unreachable', 'General failure (1).'],
  2: ['refused', 'Not allowed by its rules (2).'],
  3: ['unreachable', 'Network unreachable (3).'],
  4: ['unreachable', 'Host unreachable (4).'],
  5: ['unreachable', 'Connection refused (5).'],
  6: ['unreachable', 'The connection took too long (6).'],
  7: ['refused', 'It knows no outgoing connections (7).'],
  8: ['refused', 'It knows no addresses of this kind (8).'],
};

/** SOCKS5 (RFC 1928), with user and password where the proxy wants them (RFC 1929). */
export async function askSocks5(talk: Conversation, { host, port, user, password }: ProxyRequest): Promise<ProxyAnswer> {
  const methods = password === null ? [NO_LOGIN] : [NO_LOGIN, PASSWORD];
  talk.send(Buffer.of(VERSION, methods.length, ...methods));
  const [version, method] = await talk.take(2);
  if (version !== VERSION) return { kind: 'stranger', words: 'It does not speak SOCKS5.' };
  if (method === NOTHING_FITS) return { kind: 'password', given: false, words: null };
  if (method === PASSWORD && password !== null) {
    talk.send(Buffer.concat([Buffer.of(1), field(user), field(password)]));
    const [, refused] = await talk.take(2);
    if (refused !== 0) return { kind: 'password', given: true, words: null };
  } else if (method !== NO_LOGIN) {
    return { kind: 'refused', words: `It wants sign-in method ${method}, which was not offered.` };
  }
  talk.send(Buffer.concat([Buffer.of(VERSION, 1, 0), socks5Address(host), portBytes(port)]));
  const [answering, code = 1, , kind] = await talk.take(4);
  if (answering !== VERSION) return { kind: 'stranger', words: 'It does not speak SOCKS5.' };
  if (code !== 0) {
    const [why, words] = replies[code] ?? (['refused', `Code ${code}.`] as const);
    return { kind: why, words };
  }
  // The address at which the proxy goes on is of no use here, but stands before the server's first byte.
  const length = kind === 3 ? (await talk.take(1)).readUInt8(0) : kind === 4 ? 16 : 4;
  await talk.take(length + 2);
  return { kind: 'open' };
}

function field(text: string): Buffer {
  const bytes = Buffer.from(text).subarray(0, LONGEST_FIELD);
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
}

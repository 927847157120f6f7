import { isIPv6 } from 'node:net';
import type { ProxyAnswer, ProxyRequest } from './answer.ts';
import type { Conversation } from './conversation.ts';

const HEADER_LIMIT = 16_384;

/** HTTP CONNECT (RFC 9110 section 9.3.6), with Basic credentials (RFC 7617) where there are any. */
export async function askHttp(talk: Conversation, { host, port, user, password }: ProxyRequest): Promise<ProxyAnswer> {
  const target = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  const credentials = password === null ? '' : `Proxy-Authorization: Basic ${Buffer.from(`${user}:${password}`).toString('base64')}\r\n`;
  talk.send(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${credentials}\r\n`);
  // A server of another protocol, which greets by itself, is known by its first word.
  const start = (await talk.take(5)).toString('latin1');
  if (start !== 'HTTP/') return { kind: 'stranger', words: 'It does not speak HTTP.' };
  const header = await talk.takeThrough('\r\n\r\n', HEADER_LIMIT);
  const line = header.slice(0, header.indexOf('\r\n'));
  const words = `HTTP/${line}`.slice(0, 200);
  const status = Number(/^\d\.\d (\d{3})/u.exec(line)?.[1]);
  if (Number.isNaN(status)) return { kind: 'stranger', words };
  if (status >= 200 && status < 300) return { kind: 'open' };
  if (status === 407) return { kind: 'password', given: password !== null, words };
  return { kind: status >= 500 ? 'unreachable' : 'refused', words };
}

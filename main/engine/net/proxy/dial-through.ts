import { Socket } from 'node:net';
import type { Proxy } from '../../../../shared/model/proxy.ts';
import type { FindSecret } from '../../session/context.ts';
import { Failure } from '../../session/failure.ts';
import { dial, type DialOptions } from '../dial.ts';
import type { Link } from '../link.ts';
import { readInto } from '../read-into.ts';
import { takeOver } from '../take-over.ts';
import type { ProxyAnswer, ProxyRequest } from './answer.ts';
import { Conversation } from './conversation.ts';
import { askHttp } from './http-connect.ts';
import { kindName } from './kind-name.ts';
import { askSocks4 } from './socks4.ts';
import { askSocks5 } from './socks5.ts';

const attempts = 3;
const ask = { socks5: askSocks5, socks4: askSocks4, http: askHttp } as const satisfies Record<Proxy['kind'], (talk: Conversation, request: ProxyRequest) => Promise<ProxyAnswer>>;

/**
 * Connects to a server through a proxy. After a refused password asks for another, on a new connection. The time limit counts for each
 * connection as a whole, not for the person. Rejects with `proxy-unreachable`, `proxy-timeout`, `proxy-refused`, `proxy-cannot-reach`,
 * `proxy-password`, `proxy-wants-password`, `not-a-proxy`, `sign-in-cancelled`, `cancelled`.
 */
export async function dialThrough(proxy: Proxy, options: DialOptions, findSecret: FindSecret): Promise<Link> {
  const place = { proxy: `${proxy.host}:${proxy.port}`, host: options.host, port: options.port };
  // SOCKS4 knows no passwords.
  const wantsPassword = proxy.user !== '' && proxy.kind !== 'socks4';
  for (let attempt = 1; ; attempt += 1) {
    const password = wantsPassword ? await findSecret(attempt > 1) : null;
    if (wantsPassword && password === null) throw Failure.of('sign-in-cancelled', { host: place.proxy });
    const { socket, answer } = await converse(proxy, { ...options, user: proxy.user, password });
    if (answer.kind === 'open') return handOver(socket, options);
    socket.destroy();
    if (answer.kind === 'password' && answer.given && attempt < attempts) continue;
    throw failureOf(answer, proxy, place);
  }
}

function failureOf(answer: Exclude<ProxyAnswer, { kind: 'open' }>, proxy: Proxy, place: { proxy: string; host: string; port: number }): Failure {
  switch (answer.kind) {
    case 'password':
      return Failure.of(answer.given ? 'proxy-password' : 'proxy-wants-password', { ...place, user: proxy.user }, answer.words);
    case 'refused':
      return Failure.of('proxy-refused', place, answer.words);
    case 'unreachable':
      return Failure.of('proxy-cannot-reach', place, answer.words);
    case 'stranger':
      return Failure.of('not-a-proxy', { ...place, kind: kindName[proxy.kind] }, answer.words);
  }
}

/** Dials the proxy and asks it to connect. A socket whose answer is not `open` is the caller's to destroy. */
async function converse(proxy: Proxy, request: DialOptions & ProxyRequest): Promise<{ socket: Socket; answer: ProxyAnswer }> {
  const { timeoutSeconds, signal } = request;
  const place = { proxy: `${proxy.host}:${proxy.port}`, seconds: timeoutSeconds };
  const ends = performance.now() + timeoutSeconds * 1000;
  const socket = await dial({ host: proxy.host, port: proxy.port, timeoutSeconds, signal }).catch((thrown: unknown) => {
    if (!(thrown instanceof Failure) || thrown.data.code === 'cancelled') throw thrown;
    throw Failure.of('proxy-unreachable', place, thrown.data.detail ?? thrown.message, thrown);
  });
  let given: Failure | null = null;
  const give = (failure: Failure): void => {
    given ??= failure;
    socket.destroy();
  };
  const late = setTimeout(() => give(Failure.of('proxy-timeout', place)), Math.max(ends - performance.now(), 1));
  const onAbort = (): void => give(Failure.of('cancelled'));
  signal.addEventListener('abort', onAbort, { once: true });
  let broken: Error | null = null;
  const onError = (error: Error): void => void (broken = error);
  socket.on('error', onError);
  const talk = new Conversation(socket);
  try {
    return { socket, answer: await ask[proxy.kind](talk, request) };
  } catch (thrown) {
    socket.destroy();
    const words = (broken ?? (thrown as Error)).message;
    throw (given as Failure | null) ?? Failure.of('proxy-refused', { ...place, host: request.host, port: request.port }, words, thrown);
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', onAbort);
    talk.over();
    if (!socket.destroyed) socket.removeListener('error', onError);
  }
}

/** What the server said behind the proxy's answer waits in the socket, and would be lost where another takes it over. */
function handOver(socket: Socket, { onRead }: DialOptions): Link {
  if (onRead === undefined) return socket;
  if (socket.readableLength === 0) {
    return takeOver(socket, { buffer: onRead.buffer, callback: (count, bytes) => onRead.callback(bytes.subarray(0, count)) });
  }
  readInto(socket, onRead);
  return socket;
}

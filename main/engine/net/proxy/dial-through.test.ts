import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startProxyDouble, type ProxyDoubleOptions, type ProxyKind } from '../../../../e2e/fixtures/proxy-double.ts';
import { dialThrough } from './dial-through.ts';

const kinds: readonly ProxyKind[] = ['socks5', 'socks4', 'http'];
const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** Greets, says back what it hears, and listens on this address. */
async function startEcho(host = '127.0.0.1'): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('hello ');
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, host, () => resolve()));
  cleanUp.push(() => new Promise((resolve) => void server.close(() => resolve())));
  return (server.address() as AddressInfo).port;
}

interface Try extends ProxyDoubleOptions {
  readonly user?: string;
  /** What the person answers, one after the other; null gives up. */
  readonly secrets?: readonly (string | null)[];
  readonly to?: string;
  readonly timeoutSeconds?: number;
  readonly signal?: AbortSignal;
  readonly onRead?: Parameters<typeof dialThrough>[1]['onRead'];
}

async function dialOnce({ user = '', secrets = [], to = '127.0.0.1', timeoutSeconds = 10, signal = new AbortController().signal, onRead, ...options }: Try) {
  const proxy = await startProxyDouble(options);
  cleanUp.push(() => proxy.stop());
  const port = await startEcho(to.includes(':') ? '::1' : '127.0.0.1');
  const left = [...secrets];
  const link = dialThrough({ kind: options.kind, host: proxy.host, port: proxy.port, user }, { host: to, port, timeoutSeconds, signal, ...(onRead && { onRead }) }, () => Promise.resolve(left.shift() ?? null));
  link.then((open) => cleanUp.push(async () => void open.destroy()), () => undefined);
  return { proxy, port, link };
}

async function hears(link: Awaited<ReturnType<typeof dialThrough>>, length: number): Promise<string> {
  let text = '';
  link.on('data', (bytes: Buffer) => void (text += bytes.toString()));
  while (text.length < length) await once(link, 'data');
  return text;
}

describe.each(kinds)('a %s proxy', (kind) => {
  it('leads to the server by its name, which the proxy looks up, and both ways', async () => {
    const { proxy, port, link } = await dialOnce({ kind, to: 'only-the-proxy-knows.test', names: { 'only-the-proxy-knows.test': '127.0.0.1' } });
    const open = await link;
    open.write('there');
    expect(await hears(open, 11)).toBe('hello there');
    expect(proxy.requests).toEqual([`only-the-proxy-knows.test:${port}`]);
  });

  it('may send what the server says together with its own answer, to listeners and to a static buffer', async () => {
    const { link } = await dialOnce({ kind, together: true });
    expect(await hears(await link, 6)).toBe('hello ');
    const got: string[] = [];
    const onRead = { buffer: Buffer.alloc(64), callback: (bytes: Uint8Array) => got.push(Buffer.from(bytes).toString()) > 0 };
    for (const together of [true, false]) {
      got.length = 0;
      const open = await (await dialOnce({ kind, together, onRead })).link;
      open.write('there');
      await expect.poll(() => got.join('')).toBe('hello there');
    }
  });

  it.each([
    ['refuse', 'proxy-refused'],
    ['unreachable', 'proxy-cannot-reach'],
    ['hang-up', 'proxy-refused'],
    ['endless', 'not-a-proxy'],
  ] as const)('that answers with %s is %s', async (fault, reason) => {
    const { proxy, port, link } = await dialOnce({ kind, fault });
    const place = `${proxy.host}:${proxy.port}`;
    const expected = fault === 'endless' && kind === 'http' ? 'proxy-refused' : reason;
    await expect(link).rejects.toMatchObject({ data: { reason: expected, parameters: { proxy: place, host: '127.0.0.1', port } } });
  });

  it('that never answers is given up, after the time limit or when the user wants to', async () => {
    const { link } = await dialOnce({ kind, fault: 'silent', timeoutSeconds: 0.1 });
    await expect(link).rejects.toMatchObject({ data: { reason: 'proxy-timeout' } });
    const stop = new AbortController();
    const second = await dialOnce({ kind, fault: 'silent', signal: stop.signal });
    stop.abort();
    await expect(second.link).rejects.toMatchObject({ data: { reason: 'cancelled' } });
  });

  it('that is not there is named as the proxy', async () => {
    const proxy = await startProxyDouble({ kind });
    await proxy.stop();
    const link = dialThrough({ kind, host: proxy.host, port: proxy.port, user: '' }, { host: 'example.test', port: 21, timeoutSeconds: 5, signal: new AbortController().signal }, () => Promise.resolve(null));
    await expect(link).rejects.toMatchObject({ data: { reason: 'proxy-unreachable', parameters: { proxy: `127.0.0.1:${proxy.port}` } } });
  });
});

describe.each(['socks5', 'http'] as const)('a %s proxy', (kind) => {
  const account = { user: 'proxy user', password: 'geheim ü:@' };

  it('asks for a password, again after a wrong one, on a fresh connection', async () => {
    const { proxy, link } = await dialOnce({ kind, account, user: account.user, secrets: ['wrong', account.password] });
    expect(await hears(await link, 6)).toBe('hello ');
    expect(proxy.passwords).toEqual(['wrong', account.password]);
  });

  it('tells of a password that stays wrong, and of one that is missing', async () => {
    await expect((await dialOnce({ kind, account, user: 'x', secrets: ['a', 'b', 'c', 'd'] })).link).rejects.toMatchObject({ data: { reason: 'proxy-password', parameters: { user: 'x' } } });
    await expect((await dialOnce({ kind, account })).link).rejects.toMatchObject({ data: { reason: 'proxy-wants-password' } });
    await expect((await dialOnce({ kind, account, user: 'x' })).link).rejects.toMatchObject({ data: { reason: 'sign-in-cancelled' } });
  });

  it('leads to IPv6 addresses', async () => {
    const { proxy, port, link } = await dialOnce({ kind, to: '::1' });
    expect(await hears(await link, 6)).toBe('hello ');
    expect(proxy.requests).toEqual([kind === 'socks5' ? `0000:0000:0000:0000:0000:0000:0000:0001:${port}` : `::1:${port}`]);
  });
});

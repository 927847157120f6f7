import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProxyDouble, type ProxyDouble } from '../../../../e2e/fixtures/proxy-double.ts';
import { startServer, type ServerKind, type TestServer } from '../../../../e2e/fixtures/start-server.ts';
import type { Protocol } from '../../../../shared/model/profile.ts';
import { settingsSchema } from '../../../../shared/model/settings.ts';
import { quietContext, profileOf } from '../../ftp/test-context.ts';
import { openSession } from '../../open.ts';
import { memorySink, memorySource } from '../../session/memory.ts';
import { openRoute } from '../open-route.ts';

const never = new AbortController().signal;
const content = randomBytes(700_000);
const account = { user: 'proxy', password: 'proxy secret' };
const name = 'only-the-proxy-knows.test';

const servers = ['vsftpd-plain', 'vsftpd-explicit', 'vsftpd-implicit', 'openssh'] as const satisfies readonly ServerKind[];
const proxies: Record<string, ProxyDouble> = {};
const running = new Map<ServerKind, TestServer>();

beforeAll(async () => {
  for (const kind of ['socks5', 'socks4', 'http'] as const) proxies[kind] = await startProxyDouble({ kind, names: { [name]: '127.0.0.1' }, ...(kind === 'socks4' ? {} : { account }) });
  await Promise.all(servers.map(async (kind) => running.set(kind, await startServer(kind))));
});
afterAll(async () => {
  await Promise.all([...running.values()].map((server) => server.stop()));
  await Promise.all(Object.values(proxies).map((proxy) => proxy.stop()));
});

describe.each(servers)('%s', (kind) => {
  it.each(['socks5', 'socks4', 'http'] as const)('is reached through a %s proxy, with every data connection', async (proxyKind) => {
    const server = running.get(kind)!;
    const proxy = proxies[proxyKind]!;
    const before = proxy.requests.length;
    const profile = {
      ...profileOf(server, server.protocol as Protocol, 'active'),
      host: name,
      proxy: { kind: proxyKind, host: proxy.host, port: proxy.port, user: proxyKind === 'socks4' ? '' : account.user },
    };
    const context = quietContext(server, { ask: ((question: { kind: string }) => Promise.resolve(question.kind === 'host-key' || question.kind === 'certificate' ? 'once' : null)) as never });
    const route = openRoute(profile, { ...context, secretOf: () => () => Promise.resolve(account.password) });
    const session = await openSession(profile, { ...context, route });
    try {
      const path = `${server.homePath === '/' ? '' : server.homePath}/file`;
      expect(await session.upload(memorySource(content), path, { signal: never, offset: 0 })).toBe(content.length);
      const sink = memorySink();
      await session.download(path, sink, { signal: never, offset: 0 });
      expect(sink.bytes().equals(content)).toBe(true);
      const names: string[] = [];
      await session.list(server.homePath, { signal: never, onEntries: (rows) => names.push(...rows.map((row) => row.name)) });
      expect(names).toContain('file');
    } finally {
      await session.close();
    }
    const ftp = server.protocol !== 'sftp';
    expect(proxy.requests.slice(before).filter((request) => request.startsWith(`${name}:`))).toHaveLength(ftp ? 4 : 1);
    if (ftp) expect(context.lines).toContain('status Active mode cannot pass a proxy or a tunnel. Using passive mode.');
    expect(context.lines.join('\n')).not.toContain(account.password);
  });
});

it('takes the proxy of the settings unless the site wants none', async () => {
  const server = running.get('vsftpd-plain')!;
  const proxy = proxies['socks4']!;
  const settings = settingsSchema.parse({ proxy: { kind: 'socks4', host: proxy.host, port: proxy.port, user: '' } });
  const counts: number[] = [];
  for (const choice of ['settings', 'none'] as const) {
    const before = proxy.requests.length;
    const profile = { ...profileOf(server, 'ftp'), proxy: choice };
    const context = quietContext(server, { settings });
    const session = await openSession(profile, { ...context, route: openRoute(profile, context) });
    await session.list('/', { signal: never, onEntries: () => undefined });
    await session.close();
    counts.push(proxy.requests.length - before);
  }
  expect(counts).toEqual([2, 0]);
});

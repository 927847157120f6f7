import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer, type ServerKind, type ServerOptions } from '../../../e2e/fixtures/start-server.ts';
import { ftpChoicesSchema } from '../../../shared/model/ftp-choices.ts';
import type { Protocol } from '../../../shared/model/profile.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import { directRoute, type Route } from '../net/route.ts';
import { StreamLink } from '../net/stream-link.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const never = new AbortController().signal;
const bytes = randomBytes(400_000);

async function open(kind: ServerKind, options: ServerOptions = {}, changes: Parameters<typeof quietContext>[1] = {}) {
  const server = await startServer(kind, options);
  onTestFinished(() => server.stop());
  const context = quietContext(server, changes);
  const session = await openFtp({ ...profileOf(server, server.protocol as Protocol), ftp: ftpChoicesSchema.parse({ clearControl: true }) }, context);
  onTestFinished(() => session.close());
  return { session, context };
}

async function bothWays(session: Session): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    expect(await session.upload(memorySource(bytes), '/up', { signal: never, offset: 0 })).toBe(bytes.length);
    const sink = memorySink();
    await session.download('/up', sink, { signal: never, offset: 0 });
    expect(sink.bytes().equals(bytes)).toBe(true);
  }
}

/** ProFTPD lets the control connection go plain where it does not require it to be encrypted. */
const letting = { tlsRequired: 'auth+data' } as const;

describe('CCC', () => {
  it.each([
    ['proftpd-explicit', { ...letting, tlsVersion: '1.2' }],
    ['proftpd-explicit', { ...letting, tlsVersion: '1.3' }],
    ['proftpd-implicit', letting],
    ['pure-ftpd-explicit', {}],
  ] as const)('takes the control connection of %s back to plain, and data stays encrypted', async (kind, options) => {
    const { session, context } = await open(kind, options);
    await bothWays(session);
    expect(session.protection).toMatchObject({ control: { kind: 'plain' }, data: { kind: 'tls' } });
    expect(context.lines.join('\n')).toContain('The control connection is plain from here on (CCC)');
    expect(context.lines.filter((line) => line.startsWith('command USER'))).toHaveLength(1);
  });

  it('works in active mode, which names the addresses of the connection', async () => {
    const { session } = await open('proftpd-explicit', letting, { settings: settingsSchema.parse({ dataMode: 'active' }) });
    await bothWays(session);
    expect(session.protection).toMatchObject({ control: { kind: 'plain' }, data: { kind: 'tls', resumed: true } });
  });

  it('works over a route that is no socket', async () => {
    const route: Route = { ...directRoute, direct: false, data: directRoute, dial: async (options) => new StreamLink(await directRoute.dial(options)) };
    const { session } = await open('pure-ftpd-explicit', {}, { route });
    await bothWays(session);
    expect(session.protection).toMatchObject({ control: { kind: 'plain' }, data: { kind: 'tls' } });
  });

  it('leaves the connection encrypted where the server refuses, in passive and in active mode', async () => {
    for (const dataMode of ['passive', 'active'] as const) {
      const { session, context } = await open('vsftpd-explicit', {}, { settings: settingsSchema.parse({ dataMode }) });
      await bothWays(session);
      expect(session.protection).toMatchObject({ control: { kind: 'tls' }, data: { kind: 'tls' } });
      expect(context.lines.join('\n')).toContain('It stays encrypted.');
    }
  });
});

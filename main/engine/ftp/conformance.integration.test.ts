import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { startServer, type ServerKind, type ServerOptions, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import type { DataMode, Protocol } from '../../../shared/model/profile.ts';
import { describeSession, type ConformanceFacts } from '../session/conformance.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

interface Case {
  readonly kind: ServerKind;
  readonly dataMode: DataMode;
  readonly options?: ServerOptions;
}

const cases: readonly Case[] = [
  { kind: 'vsftpd-plain', dataMode: 'passive' },
  { kind: 'vsftpd-plain', dataMode: 'active', options: { loopback: '::1' } },
  { kind: 'vsftpd-explicit', dataMode: 'passive' },
  { kind: 'vsftpd-implicit', dataMode: 'passive' },
  { kind: 'proftpd-plain', dataMode: 'active' },
  { kind: 'proftpd-plain', dataMode: 'passive', options: { loopback: '::1' } },
  { kind: 'proftpd-explicit', dataMode: 'passive', options: { tlsVersion: '1.2' } },
  { kind: 'proftpd-explicit', dataMode: 'active', options: { tlsVersion: '1.3' } },
  { kind: 'proftpd-implicit', dataMode: 'passive' },
  { kind: 'pure-ftpd-plain', dataMode: 'passive' },
  { kind: 'pure-ftpd-explicit', dataMode: 'passive' },
];

/** What servers do to names by their own making. */
const facts: Readonly<Record<string, ConformanceFacts>> = {
  // A folder's name with a star in it is refused.
  proftpd: { impossible: ['star*'] },
  // Blanks at the ends of a name become underscores, a backslash is refused.
  'pure-ftpd': { impossible: [' leading space', 'trailing space ', 'back\\slash'] },
};

for (const { kind, dataMode, options = {} } of cases) {
  const name = [kind, dataMode, options.loopback === '::1' ? 'IPv6' : null, options.tlsVersion].filter(Boolean).join(', ');
  describe(name, () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startServer(kind, options);
    });
    afterAll(async () => {
      await server.stop();
    });

    const open = async () => {
      const session = await openFtp(profileOf(server, server.protocol as Protocol, dataMode), quietContext(server));
      const localRoot = join(server.root, 'suite');
      await mkdir(localRoot, { recursive: true });
      await server.handOver();
      await mkdir(join(server.root, 'locked'), { recursive: true, mode: 0o700 });
      const inside = (folder: string) => (server.homePath === '/' ? `/${folder}` : `${server.homePath}/${folder}`);
      return { session, root: inside('suite'), localRoot, denied: inside('locked'), close: () => session.close() };
    };
    describeSession(name, open, facts[kind.replace(/-(?:plain|explicit|implicit)$/u, '')] ?? {});
  });
}

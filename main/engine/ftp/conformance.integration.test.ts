import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { startServer, type ServerKind, type ServerOptions, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import type { DataMode, Protocol } from '../../../shared/model/profile.ts';
import { describeSession, type ConformanceFacts } from '../session/conformance.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const kinds: readonly ServerKind[] = ['vsftpd-plain', 'vsftpd-explicit', 'vsftpd-implicit', 'proftpd-plain', 'proftpd-explicit', 'proftpd-implicit', 'pure-ftpd-plain', 'pure-ftpd-explicit'];
/** Each family of addresses goes with a version of TLS, so that there is no server for each pair. Pure-FTPd cannot be held to one. */
const families = [['127.0.0.1', '1.2'], ['::1', '1.3']] as const;
const cases = kinds.flatMap((kind) =>
  families.map(([loopback, tlsVersion]): { readonly kind: ServerKind; readonly options: ServerOptions } => ({ kind, options: { loopback, ...(!/plain|pure/u.test(kind) && { tlsVersion }) } })));
const modes: readonly DataMode[] = ['passive', 'active'];

/** What servers do to names by their own making. */
const facts: Readonly<Record<string, ConformanceFacts>> = {
  // A folder's name with a star in it is refused.
  proftpd: { impossible: ['star*'] },
  // Blanks at the ends of a name become underscores, a backslash is refused.
  'pure-ftpd': { impossible: [' leading space', 'trailing space ', 'back\\slash'] },
};

for (const { kind, options } of cases) {
  const name = [kind, options.loopback === '::1' ? 'IPv6' : 'IPv4', options.tlsVersion].filter(Boolean).join(', ');
  describe(name, () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startServer(kind, options);
    });
    afterAll(async () => {
      await server.stop();
    });

    for (const dataMode of modes) {
      const open = async () => {
        const session = await openFtp(profileOf(server, server.protocol as Protocol, dataMode), quietContext(server));
        const localRoot = join(server.root, dataMode);
        await mkdir(localRoot, { recursive: true });
        // What is handed over belongs to the account and is not closed to it.
        await rm(join(server.root, 'locked'), { recursive: true, force: true });
        await server.handOver();
        await mkdir(join(server.root, 'locked'), { recursive: true, mode: 0o700 });
        const inside = (folder: string) => (server.homePath === '/' ? `/${folder}` : `${server.homePath}/${folder}`);
        return { session, root: inside(dataMode), localRoot, denied: inside('locked'), close: () => session.close() };
      };
      describeSession(`${name}, ${dataMode}`, open, facts[kind.replace(/-(?:plain|explicit|implicit)$/u, '')] ?? {});
    }
  });
}

import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { startServer, type ServerKind, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { describeSession } from '../session/conformance.ts';
import { openSftp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const kinds: readonly ServerKind[] = ['openssh', 'proftpd-sftp'];

for (const kind of kinds) {
  describe(kind, () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startServer(kind);
    });
    afterAll(async () => {
      await server.stop();
    });

    describeSession(kind, async () => {
      const session = await openSftp(profileOf(server), quietContext(server));
      const localRoot = join(server.root, 'suite');
      await mkdir(localRoot, { recursive: true });
      await server.handOver();
      const locked = join(server.root, 'locked');
      await mkdir(locked, { recursive: true, mode: 0o700 });
      await chown(locked, 0, 0);
      return { session, root: join(server.homePath, 'suite'), localRoot, denied: join(server.homePath, 'locked'), close: () => session.close() };
    });
  });
}

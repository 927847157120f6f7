import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { startServer, type ServerKind, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { describeSession } from '../session/conformance.ts';
import { openSftp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

interface Variant {
  readonly name: string;
  readonly kind: ServerKind;
  readonly configuration?: (root: string) => readonly string[];
  /** The served folder is all that users see. */
  readonly lockedIn?: true;
}

const variants: readonly Variant[] = [
  { name: 'openssh', kind: 'openssh' },
  { name: 'openssh that locks its users in', kind: 'openssh', configuration: (root) => ['Match all', 'ForceCommand internal-sftp -u 0022', `ChrootDirectory ${root}`], lockedIn: true },
  { name: 'openssh with few algorithms', kind: 'openssh', configuration: () => ['Ciphers chacha20-poly1305@openssh.com', 'KexAlgorithms diffie-hellman-group14-sha256'] },
  { name: 'openssh without extensions', kind: 'openssh', configuration: (root) => ['Match all', `ForceCommand internal-sftp -d ${root} -u 0022 -P posix-rename,statvfs,fsync,limits,copy-data`] },
  { name: 'proftpd-sftp', kind: 'proftpd-sftp' },
];

for (const { name, kind, configuration, lockedIn } of variants) {
  describe(name, () => {
    let server: TestServer;
    let root: string;
    beforeAll(async () => {
      // sshd locks nobody into a folder that others could replace, as they could everything below /tmp.
      root = await mkdtemp('/srv/hawser-conformance-');
      await chmod(root, 0o755);
      server = await startServer(kind, { root, configuration: configuration?.(root) ?? [] });
    });
    afterAll(async () => {
      await server.stop();
      await rm(root, { recursive: true, force: true });
    });

    describeSession(name, async () => {
      const session = await openSftp(profileOf(server), quietContext(server));
      const localRoot = join(root, 'suite');
      await mkdir(localRoot, { recursive: true });
      await server.handOver();
      if (lockedIn === true) await chown(root, 0, 0);
      const locked = join(root, 'locked');
      await mkdir(locked, { recursive: true, mode: 0o700 });
      await chown(locked, 0, 0);
      const home = lockedIn === true ? '/' : server.homePath;
      return { session, root: join(home, 'suite'), localRoot, denied: join(home, 'locked'), close: () => session.close() };
    });
  });
}

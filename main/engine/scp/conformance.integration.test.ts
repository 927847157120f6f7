import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { describeSession } from '../session/conformance.ts';
import { Failure } from '../session/failure.ts';
import { openSftp } from '../sftp/connect.ts';
import { profileOf, quietContext } from '../sftp/test-context.ts';
import { openScp } from './connect.ts';

/** The account of the tests has no shell; the one that runs them has. What that shell reads at its start is none of these tests' business. */
const withShell = ['AllowUsers root', 'PermitRootLogin prohibit-password', 'Match user root', 'ForceCommand none', 'SetEnv HOME=/nonexistent'];

let server: TestServer;
const profile = (): Profile => ({ ...profileOf(server), protocol: 'scp', logon: { type: 'key-file', user: 'root', keyFile: server.keyFile ?? '' } });

beforeAll(async () => {
  server = await startServer('openssh', { sftp: false, configuration: withShell });
});
afterAll(() => server.stop());

describeSession('scp', async () => {
  const session = await openScp(profile(), quietContext(server));
  const localRoot = join(server.root, 'suite');
  await mkdir(localRoot, { recursive: true });
  return { session, root: join(server.homePath, 'suite'), localRoot, denied: null, close: () => session.close() };
});

describe('a server without SFTP', () => {
  it('is told from others, and SCP is proposed', async () => {
    const failure = await openSftp({ ...profile(), protocol: 'sftp' }, quietContext(server)).catch((problem: unknown) => problem);
    expect(failure).toBeInstanceOf(Failure);
    expect((failure as Failure).data.reason).toBe('no-sftp');
  });
});

describe('a server without a shell', () => {
  it('is told from others, and SFTP is proposed', async () => {
    const files = await startServer('openssh');
    try {
      const failure = await openScp({ ...profileOf(files), protocol: 'scp' }, quietContext(files)).catch((problem: unknown) => problem);
      expect((failure as Failure).data.reason).toBe('no-shell');
    } finally {
      await files.stop();
    }
  });
});

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shellLogon, withShell } from '../../../e2e/fixtures/scp-account.ts';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { describeSession } from '../session/conformance.ts';
import { Failure } from '../session/failure.ts';
import { openSftp } from '../sftp/connect.ts';
import { profileOf, quietContext } from '../sftp/test-context.ts';
import { openScp } from './connect.ts';

let server: TestServer;
const profile = (): Profile => ({ ...profileOf(server), protocol: 'scp', logon: shellLogon(server) });

beforeAll(async () => {
  server = await startServer('openssh', withShell);
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

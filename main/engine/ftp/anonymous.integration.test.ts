import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const never = new AbortController().signal;
let server: TestServer;
beforeAll(async () => {
  server = await startServer('vsftpd-plain', { anonymous: true });
  await writeFile(join(server.root, 'handout'), 'for all', { mode: 0o644 });
});
afterAll(() => server.stop());

it('vsftpd lets in whoever names nobody, and no secret is asked for', async () => {
  const context = quietContext(server, { password: () => Promise.reject(new Error('not to be asked')) });
  const session = await openFtp({ ...profileOf(server, 'ftp'), logon: { type: 'anonymous' } }, context);
  const sink = memorySink();
  await session.download('/handout', sink, { signal: never, offset: 0 });
  expect(sink.bytes().toString()).toBe('for all');
  await expect(session.upload(memorySource(Buffer.from('mine')), '/mine', { signal: never, offset: 0 })).rejects.toMatchObject({ data: { reason: 'permission-denied' } });
  await session.close();
  expect(server.log()).toContain('anon password "anonymous@example.com"');
});

it('is refused where nobody in particular is let in', async () => {
  const closed = await startServer('vsftpd-plain');
  try {
    await expect(openFtp({ ...profileOf(closed, 'ftp'), logon: { type: 'anonymous' } }, quietContext(closed))).rejects.toMatchObject({ data: { code: 'login' } });
  } finally {
    await closed.stop();
  }
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFtpDouble } from '../../../e2e/fixtures/ftp-double.ts';
import type { FtpDoubleSession } from '../../../e2e/fixtures/ftp-double-session.ts';
import { receiveData } from '../../../e2e/fixtures/ftp-double-verbs.ts';
import { startServer } from '../../../e2e/fixtures/start-server.ts';
import { memorySource } from '../session/memory.ts';
import { toFailureData } from '../session/failure.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';
import { nameOf } from './upload-unique.ts';

const signal = new AbortController().signal;

describe.each(['vsftpd-plain', 'proftpd-plain', 'pure-ftpd-plain'] as const)('an upload under a name of the server’s own on %s', (kind) => {
  it('replaces nothing and says where it is', async () => {
    const server = await startServer(kind);
    onTestFinished(() => server.stop());
    await server.handOver();
    const session = await openFtp(profileOf(server, 'ftp'), quietContext(server));
    onTestFinished(() => session.close());
    const paths = [];
    for (const text of ['one', 'two']) paths.push((await session.uploadUnique?.(memorySource(Buffer.from(text)), '/', signal)) ?? '');
    expect(new Set(paths).size).toBe(2);
    expect(await Promise.all(paths.map((path) => readFile(join(server.root, path), 'utf8')))).toEqual(['one', 'two']);
  });
});

it('is none where the server kept another number of bytes, whatever it says', async () => {
  const server = await startFtpDouble({ script: {
    STOU: async (self) => {
      self.reply('150 FILE: short.1');
      await receiveData(self, '/short.1');
      self.files.set('/short.1', self.files.get('/short.1')!.subarray(1));
    },
  } });
  onTestFinished(server.stop);
  const session = await openFtp(profileOf(server, 'ftp'), quietContext(server));
  onTestFinished(() => session.close());
  await expect(session.uploadUnique?.(memorySource(Buffer.from('four')), '/', signal)).rejects.toMatchObject({ data: { reason: 'wrong-size', parameters: { path: '/short.1', actual: 3, expected: 4 } } });
});

it.each([
  ['at its end', '/', async (self: FtpDoubleSession) => receiveData(self, '/up.1', '226 Transfer complete (unique file name:up.1).'), { path: '/up.1' }],
  ['never, as it may not be there', '/', (self: FtpDoubleSession) => self.reply('550 Permission denied.'), { reason: 'permission-denied' }],
])('is told of %s', async (_when, directory, STOU, expected) => {
  const server = await startFtpDouble({ script: { STOU } });
  onTestFinished(server.stop);
  const session = await openFtp(profileOf(server, 'ftp'), quietContext(server));
  onTestFinished(() => session.close());
  const end = session.uploadUnique!(memorySource(Buffer.from('four')), directory, signal).then((path) => ({ path }), (thrown: unknown) => toFailureData(thrown));
  expect(await end).toMatchObject(expected);
});

it.each([
  ['150 FILE: abc.1', 'abc.1'],
  ['150 FILE: "a b"', 'a b'],
  ['226 Transfer complete (unique file name:x7).', 'x7'],
  ['150 Opening data connection.', null],
])('%s names %s', (reply, name) => expect(nameOf(reply)).toBe(name));

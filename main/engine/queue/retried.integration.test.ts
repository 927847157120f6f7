import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startFtpDouble } from '../../../e2e/fixtures/ftp-double.ts';
import { answer } from '../../../e2e/fixtures/ftp-faults.ts';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION, type SessionId } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import { startTestEngine, trusting, valueOf, type TestEngine } from '../test-engine.ts';

const SIZE = 400_000;

const scratch = scratchPerTest('retried');
let server: TestServer;
let engine: TestEngine;
let session: SessionId;
beforeEach(() => {
  engine = startTestEngine({
    settings: { uploadRate: 300_000, retries: 0 },
    answer: (question) => (question.kind === 'file-exists' ? { kind: 'file-exists', answer: { action: 'skip', scope: 'this' } } : trusting(question)),
  });
});
afterEach(() => engine.close());

/** Begins to send a file, and gives up when part of it has gone. */
async function giveUp(temporaryName = false): Promise<void> {
  server = await startServer('proftpd-plain');
  onTestFinished(server.stop);
  const profile = profileSchema.parse({ protocol: 'ftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user }, transfers: { temporaryName } });
  ({ session } = await engine.connect(profile, server.password));
  const path = scratch.at('a.bin');
  await writeFile(path, Buffer.alloc(SIZE, 'strand '));
  valueOf(await engine.client.enqueue({ sources: [{ place: { session: LOCAL_SESSION, path }, kind: 'file', size: SIZE }], targetDirectory: { session, path: '/' } }));
  await engine.moved(100_000);
  valueOf(await engine.client.cancelTransfers());
  await engine.idle();
}
async function retry(): Promise<void> {
  valueOf(await engine.client.retryTransfers());
  await engine.idle();
}
const asked = () => engine.questions.filter(({ kind }) => kind === 'file-exists').length;

describe('a row that is retried asks before it replaces what has come to its target meanwhile', () => {
  it('as a download that the server refused', async () => {
    const double = await startFtpDouble({ files: { '/a.bin': 'theirs' }, script: answer('RETR', '451 Not at the moment.') });
    onTestFinished(double.stop);
    const profile = profileSchema.parse({ protocol: 'ftp', host: double.host, port: double.port, logon: { type: 'password', user: double.user } });
    ({ session } = await engine.connect(profile, double.password));
    expect(await engine.transfer(session, [{ path: '/a.bin', kind: 'file' }], LOCAL_SESSION, scratch.path)).toMatchObject([{ state: 'failed' }]);
    await writeFile(scratch.at('a.bin'), 'mine');
    await retry();
    expect([asked(), engine.rows()[0]!.state, await readFile(scratch.at('a.bin'), 'utf8')]).toEqual([1, 'skipped', 'mine']);
  });

  it.each([true, false])('as an upload, through a temporary name: %s', async (temporaryName) => {
    await giveUp(temporaryName);
    await writeFile(join(server.root, 'a.bin'), 'of a colleague');
    await retry();
    expect([asked(), engine.rows()[0]!.state, await readFile(join(server.root, 'a.bin'), 'utf8')]).toEqual([1, 'skipped', 'of a colleague']);
    expect(await readdir(server.root)).toEqual(['a.bin']);
  });

  it('and not about what it has left there itself', async () => {
    await giveUp();
    expect((await stat(join(server.root, 'a.bin'))).size).toBeLessThan(SIZE);
    await retry();
    expect([asked(), engine.rows()[0]!.state, engine.rows()[0]!.note]).toEqual([0, 'done', 'went-on']);
    expect((await readFile(join(server.root, 'a.bin'))).equals(await readFile(scratch.at('a.bin')))).toBe(true);
  });
});

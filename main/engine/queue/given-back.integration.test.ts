import { readFile, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFtpDouble, type FtpDouble, type FtpScript } from '../../../e2e/fixtures/ftp-double.ts';
import { cutData } from '../../../e2e/fixtures/ftp-faults.ts';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileLabel, profileSchema } from '../../../shared/model/profile.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { hostMemory, startTestEngine, trusting, valueOf, type TestEngine } from '../test-engine.ts';

const whole = Buffer.alloc(900_000, 'strand ');
const own = whole.subarray(0, 200_000);
const longAgo = new Date('2020-02-02T02:02:02Z');

const scratch = scratchPerTest('given-back');
let server: FtpDouble;

/** An engine with its queue in a file, which can sign in by itself. */
function open(settings: Partial<Settings> = {}) {
  const profile = profileSchema.parse({ protocol: 'ftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user } });
  const memory = hostMemory();
  memory.secrets.set(profileLabel(profile), server.password);
  const engine = startTestEngine({
    memory, settings: { existsDownload: 'resume', ...settings }, queue: { path: scratch.at('queue.sqlite'), goOn: true },
    answer: (question) => (question.kind === 'file-exists' ? { kind: 'file-exists', answer: { action: 'skip', scope: 'this' } } : trusting(question)),
  });
  onTestFinished(engine.close);
  return { engine, connect: () => engine.connect(profile, server.password) };
}

/** A file of the user's own, which is the beginning of the server's, and a row that continues it. */
async function begin(script: FtpScript, settings: Partial<Settings> = {}): Promise<TestEngine> {
  server = await startFtpDouble({ files: { '/a.bin': whole }, script });
  onTestFinished(server.stop);
  await writeFile(scratch.at('a.bin'), own);
  await utimes(scratch.at('a.bin'), longAgo, longAgo);
  const { engine, connect } = open(settings);
  const { session } = await connect();
  valueOf(await engine.client.enqueue({ sources: [{ place: { session, path: '/a.bin' }, kind: 'file', size: whole.length }], targetDirectory: { session: LOCAL_SESSION, path: scratch.path } }));
  return engine;
}
async function expectAsItWas(): Promise<void> {
  const left = await readFile(scratch.at('a.bin'));
  expect([left.length, left.equals(own), (await stat(scratch.at('a.bin'))).mtime]).toEqual([own.length, true, longAgo]);
  expect((await readdir(scratch.path)).filter((name) => !name.startsWith('queue.sqlite'))).toEqual(['a.bin']);
}
const asked = (engine: TestEngine) => engine.questions.map((question) => question.kind === 'file-exists' && question.differs === true);

describe('a file of the user that was to be continued is as it was', () => {
  it('where what was added has another sum', async () => {
    const engine = await begin({
      FEAT: (session) => session.reply('211-Features:\r\n HASH SHA-256*\r\n SIZE\r\n REST STREAM\r\n MLST type*;size*;modify*;\r\n211 End'),
      HASH: (session) => session.reply(`213 SHA-256 0-900000 ${'0'.repeat(64)} a.bin`),
    }, { verify: true });
    await engine.idle();
    expect([engine.rows()[0]?.state, asked(engine)]).toEqual(['skipped', [true]]);
    await expectAsItWas();
  });

  it('where the server confirms too little', async () => {
    const engine = await begin(cutData(300_000, '226'), { retries: 2, retryDelaySeconds: 0 });
    await engine.idle();
    expect(engine.rows()[0]).toMatchObject({ state: 'failed', failure: { reason: 'wrong-size' } });
    expect(asked(engine)).toEqual([]);
    await expectAsItWas();
  });

  it('until the next attempt, where the line broke so late that the server knew nothing of it', async () => {
    let cuts = 0;
    const cut = cutData(300_000, '226')['RETR']!;
    const engine = await begin({ RETR: (session, argument) => (cuts++ === 0 ? cut(session, argument) : session.usual()) }, { retries: 2, retryDelaySeconds: 0 });
    await engine.idle();
    expect([engine.rows()[0]?.state, asked(engine)]).toEqual(['done', []]);
    expect(server.commands.filter((line) => line.startsWith('REST')).length).toBeGreaterThan(1);
    expect((await readFile(scratch.at('a.bin'))).equals(whole)).toBe(true);
  });

  it.each(['while it runs', 'while it is paused'] as const)('where that is given up %s', async (when) => {
    const engine = await begin({}, { downloadRate: 400_000 });
    await engine.moved(300_000);
    if (when === 'while it is paused') {
      valueOf(await engine.client.pauseTransfers(undefined, true));
      await engine.until(() => engine.rows()[0]?.state === 'paused');
    }
    valueOf(await engine.client.cancelTransfers());
    await engine.until(() => engine.rows()[0]?.state === 'cancelled');
    await expect.poll(() => readdir(scratch.path)).toContain('a.bin');
    await expectAsItWas();
  });

  it('where the engine has ended meanwhile, and the next one finds another file on the server', async () => {
    const first = await begin({}, { downloadRate: 400_000 });
    await first.moved(300_000);
    await first.close();
    const [part] = (await readdir(scratch.path)).filter((name) => /^\.a\.bin\..+\.hawser-part$/u.test(name));
    expect((await stat(scratch.at(part!))).size).toBeGreaterThan(own.length);
    (server.files as Map<string, Buffer>).set('/a.bin', Buffer.alloc(whole.length, 'another '));
    const { engine } = open();
    await engine.until(() => engine.rows()[0]?.state === 'skipped');
    expect(asked(engine)).toEqual([true]);
    await expectAsItWas();
  });
});

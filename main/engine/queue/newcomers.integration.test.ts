import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFaultProxy, type Faults } from '../../../e2e/fixtures/fault-proxy.ts';
import { startFtpDouble, type FtpScript } from '../../../e2e/fixtures/ftp-double.ts';
import { shellLogon, withShell } from '../../../e2e/fixtures/scp-account.ts';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { seededRandom } from '../../../e2e/fixtures/seeded-random.ts';
import { startServer, type ServerKind } from '../../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileLabel, profileSchema, type Profile, type Protocol } from '../../../shared/model/profile.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { transferChoicesSchema } from '../../../shared/model/transfer-choices.ts';
import type { ConflictAction } from '../../../shared/model/transfer-rules.ts';
import { hostMemory, startTestEngine, trusting, valueOf, type TestEngine } from '../test-engine.ts';

const content = seededRandom(7).bytes(3_000_000);
/** `beside`: up, through a temporary name. `across`: from one server to another, through here; `across-beside`: the same through a temporary name. */
type Way = 'down' | 'up' | 'beside' | 'across' | 'across-beside';

const scratch = scratchPerTest('newcomers');

/** Engines one after the other, whose queue is in a file, and a user who gives this answer about a file that is there. */
function engines(action: ConflictAction, settings: Partial<Settings>) {
  const memory = hostMemory();
  const start = (): TestEngine => {
    const engine = startTestEngine({
      memory, settings: { retries: 5, retryDelaySeconds: 1, ...settings }, queue: { path: scratch.at('queue.sqlite'), goOn: true },
      answer: (question) => (question.kind === 'file-exists' ? { kind: 'file-exists', answer: { action, scope: 'this' } } : trusting(question)),
    });
    onTestFinished(engine.close);
    return engine;
  };
  let engine = start();
  return {
    now: () => engine,
    start: () => {
      engine = start();
    },
    signIn: async (profile: Profile, password: string | undefined) => {
      if (password !== undefined) memory.secrets.set(profileLabel(profile), password);
      return (await engine.connect(profile, password)).session;
    },
  };
}

/** A server behind a line of its own, with a folder for what comes. */
async function end(kind: ServerKind, faults: Faults, protocol?: 'scp') {
  const server = await startServer(kind, protocol === 'scp' ? withShell : {});
  onTestFinished(server.stop);
  const proxy = await startFaultProxy(server, server.protocol === 'ftp' ? { dataFaults: faults } : { faults });
  onTestFinished(proxy.stop);
  await mkdir(join(server.root, 'files'));
  await server.handOver();
  const profile = (temporaryName: boolean): Profile => profileSchema.parse({
    protocol: protocol ?? server.protocol as Protocol, host: proxy.host, port: proxy.port, transfers: { ...transferChoicesSchema.parse({}), temporaryName },
    logon: protocol === 'scp' ? shellLogon(server) : { type: 'password', user: server.user },
  });
  return { server, proxy, profile, password: protocol === 'scp' ? undefined : server.password, folder: `${server.homePath === '/' ? '' : server.homePath}/files` };
}

/** A file on its way that is cut off when a part of it has gone, and waits for its next attempt. */
async function cutOff(kind: ServerKind, way: Way, { action = 'skip', protocol, there, settings = {} }: { readonly action?: ConflictAction; readonly protocol?: 'scp'; readonly there?: string; readonly settings?: Partial<Settings> } = {}) {
  // An orderly end of a data channel would be the file's; a reset takes with it what nobody has read yet.
  const cut = { cutAfter: way === 'down' ? { toClient: 1_500_000 } : { toServer: 1_500_000 }, cutHow: 'reset', cutsAll: true, bytesPerSecond: 6_000_000 } as const;
  const far = await end(kind, cut, protocol);
  const run = engines(action, settings);
  const session = await run.signIn(far.profile(way.endsWith('beside')), far.password);
  const near = scratch.at('near');
  await mkdir(near);
  let from = { session: LOCAL_SESSION, path: join(near, 'a.bin') };
  let target = join(far.server.root, 'files', 'a.bin');
  let to = { session, path: far.folder };
  if (way === 'down') {
    target = join(near, 'a.bin');
    [from, to] = [{ session, path: `${far.folder}/a.bin` }, { session: LOCAL_SESSION, path: near }];
    await writeFile(join(far.server.root, 'files', 'a.bin'), content);
  } else if (way.startsWith('across')) {
    const source = await end('openssh', {});
    await writeFile(join(source.server.root, 'files', 'a.bin'), content);
    from = { session: await run.signIn(source.profile(false), source.password), path: `${source.folder}/a.bin` };
    await source.server.handOver();
  } else await writeFile(join(near, 'a.bin'), content);
  if (there !== undefined) await writeFile(target, there);
  await far.server.handOver();
  valueOf(await run.now().client.enqueue({ sources: [{ place: from, kind: 'file', size: content.length }], targetDirectory: to }));
  await run.now().until(() => run.now().rows()[0]?.state === 'waiting' && far.proxy.cuts() > 0);
  far.proxy.setFaults({}, {});
  const names = async () => (await readdir(join(target, '..'))).toSorted();
  const asked = () => run.now().questions.filter((question) => question.kind === 'file-exists').length;
  const ends = () => run.now().until(() => ['done', 'skipped', 'failed'].includes(run.now().rows()[0]?.state ?? ''));
  return { run, target, names, asked, ends, handOver: far.server.handOver };
}

const ways = [
  ['vsftpd-plain', 'down'], ['vsftpd-plain', 'up'], ['vsftpd-plain', 'beside'], ['openssh', 'down'], ['openssh', 'up'], ['openssh', 'beside'], ['vsftpd-plain', 'across'], ['vsftpd-plain', 'across-beside'], ['openssh', 'across'],
] as const satisfies readonly (readonly [ServerKind, Way])[];

describe.each([['goes on by itself', false], ['goes on after the engine was started again', true]] as const)('a row that %s', (_how, restarted) => {
  it.each(ways)('asks before it replaces what somebody else has put at its target meanwhile: %s, %s', async (kind, way) => {
    const { run, target, names, asked, ends, handOver } = await cutOff(kind, way);
    if (restarted) await run.now().close();
    await rm(target, { force: true });
    await writeFile(target, 'of a colleague');
    await handOver();
    if (restarted) run.start();
    await ends();
    expect([asked(), run.now().rows()[0]?.state, await readFile(target, 'utf8')]).toEqual([1, 'skipped', 'of a colleague']);
    expect((await names()).filter((name) => !name.includes('hawser-part'))).toEqual(['a.bin']);
  });

  it.each(ways)('does not ask about what it has left there itself, nor again about what was there: %s, %s', async (kind, way) => {
    const { run, target, names, asked, ends } = await cutOff(kind, way, { action: 'overwrite', there: 'what was there before', settings: { retryDelaySeconds: 0 } });
    expect(asked()).toBe(1);
    if (restarted) {
      await run.now().close();
      run.start();
    }
    await ends();
    expect([asked(), run.now().rows()[0]?.failure, run.now().rows()[0]?.note]).toEqual([restarted ? 0 : 1, null, 'went-on']);
    expect([(await readFile(target)).equals(content), await names()]).toEqual([true, ['a.bin']]);
  });
});

it('what a server without a way to continue has of a file is replaced unasked', async () => {
  const { run, target, asked, ends } = await cutOff('openssh', 'up', { action: 'overwrite', there: 'what was there before', protocol: 'scp' });
  await ends();
  expect([asked(), run.now().rows()[0]?.failure, run.now().rows()[0]?.note]).toEqual([1, null, 'began-anew']);
  expect((await readFile(target)).equals(content)).toBe(true);
});

describe('a server of which another attempt is wanted', () => {
  const begin = async (script: FtpScript, files: Readonly<Record<string, string>>, settings: Partial<Settings>) => {
    const server = await startFtpDouble({ script, files });
    onTestFinished(server.stop);
    const run = engines('skip', { retryDelaySeconds: 0, ...settings });
    const session = await run.signIn(profileSchema.parse({ protocol: 'ftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user } }), server.password);
    return { server, session, engine: run.now(), asked: () => run.now().questions.filter(({ kind }) => kind === 'file-exists').length };
  };

  it('since it gave nothing: a file that looks like its own and is to be replaced is no work of ours', async () => {
    let times = 0;
    const { engine, session, asked } = await begin({ RETR: (self) => (++times === 1 ? self.reset() : self.usual()) }, { '/a.bin': 'theirs' }, { existsDownload: 'overwrite' });
    await writeFile(scratch.at('a.bin'), 'mine!!');
    // As the double tells it of every file.
    await utimes(scratch.at('a.bin'), new Date('2024-01-02T03:04:05Z'), new Date('2024-01-02T03:04:05Z'));
    const rows = await engine.transfer(session, [{ path: '/a.bin', kind: 'file' }], LOCAL_SESSION, scratch.path);
    expect([times, rows[0]?.failure ?? rows[0]?.state, await readFile(scratch.at('a.bin'), 'utf8'), asked()]).toEqual([2, 'done', 'theirs', 0]);
  });

  it.each([true, false])('since it broke off and shows nothing of what it has: that is ours, and is replaced unasked; a newcomer that is longer is not: %s', async (ours) => {
    let times = 0;
    const { engine, session, server, asked } = await begin({
      RETR: (self) => self.reply('550 Nobody reads here.'),
      STOR: async (self, path) => {
        if (++times > 1) {
          await self.usual();
          return;
        }
        self.files.set(path, ours ? content.subarray(0, 900_000) : Buffer.alloc(content.length + 1, 'x'));
        self.reset();
      },
    }, { '/there/a': 'a' }, {});
    await writeFile(scratch.at('a.bin'), content);
    const rows = await engine.transfer(LOCAL_SESSION, [{ path: scratch.at('a.bin'), kind: 'file' }], session, '/there');
    expect([rows[0]?.failure ?? rows[0]?.state, server.files.get('/there/a.bin')?.equals(content), asked()]).toEqual(ours ? ['done', true, 0] : ['skipped', false, 1]);
  });

  it('since what it has is wrong: that is ours, and is replaced unasked', async () => {
    let times = 0;
    const good = createHash('sha256').update('new').digest('hex');
    const { engine, session, server, asked } = await begin({
      FEAT: (self) => self.reply('211-Features:\r\n HASH SHA-256*\r\n MLST type*;size*;modify*;\r\n211 End'),
      HASH: (self) => self.reply(`213 SHA-256 0-3 ${++times === 1 ? '0'.repeat(64) : good} a.bin`),
    }, { '/there/a': 'a' }, { verify: true });
    await writeFile(scratch.at('a.bin'), 'new');
    const rows = await engine.transfer(LOCAL_SESSION, [{ path: scratch.at('a.bin'), kind: 'file' }], session, '/there');
    expect([times, rows[0]?.failure ?? rows[0]?.state, server.files.get('/there/a.bin')?.toString(), asked()]).toEqual([2, 'done', 'new', 0]);
  });
});

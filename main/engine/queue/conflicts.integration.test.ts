import { mkdir, readFile, readdir, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { startServer, type ServerKind, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION, type SessionId } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import type { Answer, Question } from '../../../shared/model/question.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { ConflictPolicy } from '../../../shared/model/transfer-rules.ts';
import { startTestEngine, trusting, valueOf, type TestEngine } from '../test-engine.ts';

/** Far enough apart for servers that tell the minute only, and lately enough for them to do so. */
const [older, newer] = [3, 1].map((hours) => new Date(Math.floor(Date.now() / 60_000) * 60_000 - hours * 3_600_000)) as [Date, Date];

/** What lies at the source and at the target: the bytes and the time of each. */
const files: Readonly<Record<string, readonly [source: readonly [string, Date], target: readonly [string, Date]]>> = {
  newer: [['new bytes', newer], ['old bytes', older]],
  older: [['new bytes', older], ['old bytes', newer]],
  'other-size': [['more new bytes', older], ['old bytes', newer]],
  'same-bytes': [['all bytes', newer], ['all bytes', older]],
  beginning: [['all bytes and more', older], ['all bytes', older]],
};

/** Which files each rule replaces; `beginning` differs in size. */
const replaces: Readonly<Partial<Record<ConflictPolicy, readonly string[]>>> = {
  overwrite: Object.keys(files),
  newer: ['newer', 'same-bytes'],
  size: ['other-size', 'beginning'],
  'size-or-newer': ['newer', 'same-bytes', 'other-size', 'beginning'],
  content: ['newer', 'older', 'other-size', 'beginning'],
  skip: [],
};

describe.each(['proftpd-plain', 'vsftpd-plain', 'openssh'] as const satisfies readonly ServerKind[])('files that are there, on %s', (kind) => {
  let server: TestServer;
  const scratch = scratchPerTest('conflicts');

  beforeAll(async () => {
    server = await startServer(kind);
  });
  afterAll(() => server.stop());

  const connect = async (settings: Partial<Settings>, exists?: (question: Extract<Question, { kind: 'file-exists' }>) => Answer): Promise<{ readonly engine: TestEngine; readonly session: SessionId }> => {
    const engine = startTestEngine({ settings, ...(exists === undefined ? {} : { answer: (question) => (question.kind === 'file-exists' ? exists(question) : trusting(question)) }) });
    onTestFinished(engine.close);
    const profile = profileSchema.parse({ protocol: server.protocol, host: server.host, port: server.port, logon: { type: 'password', user: server.user } });
    return { engine, session: (await engine.connect(profile, server.password)).session };
  };
  const fill = async (folder: string, side: 0 | 1): Promise<void> => {
    await mkdir(folder, { recursive: true });
    for (const [name, sides] of Object.entries(files)) {
      await writeFile(join(folder, name), sides[side][0]);
      await utimes(join(folder, name), sides[side][1], sides[side][1]);
    }
  };
  const onServer = (name: string) => `${server.homePath === '/' ? '' : server.homePath}/${name}`;

  it.each(Object.keys(replaces) as (keyof typeof replaces)[])('%s, as an upload and as a download', async (rule) => {
    const { engine, session } = await connect({ existsUpload: rule, existsDownload: rule });
    for (const upload of [true, false]) {
      const name = `${rule}-${upload ? 'up' : 'down'}`;
      const [near, far] = [scratch.at(name), join(server.root, name)];
      await fill(near, upload ? 0 : 1);
      await fill(far, upload ? 1 : 0);
      await server.handOver();
      const rows = upload
        ? await engine.transfer(LOCAL_SESSION, [{ path: near, kind: 'directory' }], session, server.homePath)
        : await engine.transfer(session, [{ path: onServer(name), kind: 'directory' }], LOCAL_SESSION, scratch.path);
      const target = upload ? far : near;
      const replaced = [];
      for (const [file, [[now], [before]]] of Object.entries(files)) {
        const content = await readFile(join(target, file), 'utf8');
        const row = rows.find(({ from }) => from.path.endsWith(`/${file}`));
        expect([now, before]).toContain(content);
        if (row?.state === 'done') replaced.push(file);
        expect([file, row?.state, content]).toEqual([file, content === now && row?.state === 'done' ? 'done' : 'skipped', row?.state === 'done' ? now : before]);
      }
      expect(replaced.toSorted()).toEqual([...replaces[rule]!].toSorted());
    }
    expect(engine.questions.filter(({ kind: asked }) => asked === 'file-exists')).toEqual([]);
  });

  it('resume: goes on at the end of what is the beginning, and asks before it touches what is not', async () => {
    const answers = { one: 'skip', other: 'overwrite', third: 'resume' } as const;
    const { engine, session } = await connect({ existsUpload: 'resume', existsDownload: 'resume' }, (question) => (
      { kind: 'file-exists', answer: { action: answers[question.target.name as keyof typeof answers], scope: 'this' } }));
    const [whole, unrelated] = [Buffer.alloc(900_000, 'strand '), Buffer.alloc(700_000, 'x')];
    for (const upload of [true, false]) {
      const name = `resume-${upload ? 'up' : 'down'}`;
      const [near, far] = [scratch.at(name), join(server.root, name)];
      const [source, target] = upload ? [near, far] : [far, near];
      for (const folder of [source, target]) await mkdir(folder);
      for (const file of ['begun', ...Object.keys(answers)]) await writeFile(join(source, file), whole);
      await writeFile(join(target, 'begun'), whole.subarray(0, 700_000));
      for (const file of Object.keys(answers)) await writeFile(join(target, file), unrelated);
      await server.handOver();
      const before = engine.questions.length;
      const rows = upload
        ? await engine.transfer(LOCAL_SESSION, [{ path: near, kind: 'directory' }], session, server.homePath)
        : await engine.transfer(session, [{ path: onServer(name), kind: 'directory' }], LOCAL_SESSION, scratch.path);
      expect(Object.fromEntries(rows.filter(({ kind: sort }) => sort === 'file').map(({ from, state }) => [basename(from.path), state]))).toEqual({ begun: 'done', one: 'skipped', other: 'done', third: 'skipped' });
      const isWhole = await Promise.all((await readdir(target)).toSorted().map(async (file) => [file, (await readFile(join(target, file))).equals(whole)]));
      expect(isWhole).toEqual([['begun', true], ['one', false], ['other', true], ['third', false]]);
      for (const file of ['one', 'third']) expect((await readFile(join(target, file))).equals(unrelated)).toBe(true);
      expect(engine.questions.slice(before).map((question) => question.kind === 'file-exists' && question.differs)).toEqual([true, true, true]);
    }
  });

  it('resume: a file of the user that is being continued is in its place again when he gives that up', async () => {
    const { engine, session } = await connect({ existsDownload: 'resume', downloadRate: 400_000 });
    const whole = Buffer.alloc(900_000, 'strand ');
    await writeFile(join(server.root, 'given-up'), whole);
    await writeFile(scratch.at('given-up'), whole.subarray(0, 100_000));
    valueOf(await engine.client.enqueue({ sources: [{ place: { session, path: onServer('given-up') }, kind: 'file', size: whole.length }], targetDirectory: { session: LOCAL_SESSION, path: scratch.path } }));
    await engine.moved(200_000);
    valueOf(await engine.client.cancelTransfers());
    await engine.until(() => engine.rows()[0]?.state === 'cancelled');
    const left = await readFile(scratch.at('given-up'));
    expect([left.length, left.equals(whole.subarray(0, 100_000))]).toEqual([100_000, true]);
    expect(await readdir(scratch.path)).toEqual(['given-up']);
  });

  it('asks where the rule is to ask, with the times of both', async () => {
    const { engine, session } = await connect({});
    valueOf(await engine.client.makeDirectory(session, onServer('asked')));
    await fill(scratch.at('asked'), 0);
    await fill(join(server.root, 'asked'), 1);
    await server.handOver();
    const rows = await engine.transfer(LOCAL_SESSION, [{ path: scratch.at('asked'), kind: 'directory' }], session, server.homePath);
    expect(rows.filter(({ state }) => state !== 'done')).toEqual([]);
    expect(engine.questions.filter((question) => question.kind === 'file-exists').map((question) => [question.source.modified?.at, question.target.name]))
      .toEqual(expect.arrayContaining([[newer.getTime(), 'newer'], [older.getTime(), 'older']]));
  });
});

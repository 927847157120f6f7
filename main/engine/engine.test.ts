import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/model/entry.ts';
import { LOCAL_SESSION, type SessionId } from '../../shared/model/ids.ts';
import { profileSchema } from '../../shared/model/profile.ts';
import { openLocal } from './local/open.ts';
import { Failure } from './session/failure.ts';
import type { Session } from './session/session.ts';
import { newOperation, startTestEngine, valueOf, type TestEngine } from './test-engine.ts';

const profile = profileSchema.parse({ protocol: 'sftp', host: 'example.test', port: 22, logon: { type: 'password', user: 'me' } });
const row = (name: string, change: Partial<Entry> = {}): Entry => ({
  name, kind: 'file', size: 4, modified: null, mode: null, owner: null, group: null, linkTarget: null, targetKind: null, ...change,
});

let scratch: string;
let engine: TestEngine;

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hawser-engine-'));
  for (const name of ['server', 'chosen']) await mkdir(join(scratch, name));
});
afterEach(async () => {
  await engine.close();
  await rm(scratch, { recursive: true });
});

/** A “server” that is a folder of this disk, with some of its behaviour replaced by what no protocol of ours would let through. */
async function serve(change: (session: Session) => Partial<Session>, options: Parameters<typeof startTestEngine>[0] = {}): Promise<SessionId> {
  engine = startTestEngine({
    ...options,
    open: () => {
      const session = openLocal();
      return Promise.resolve({ ...session, ...change(session) });
    },
  });
  return (await engine.connect(profile, 'secret')).session;
}

const listing = (rows: readonly Entry[]): Partial<Session> => ({
  list: (path, { onEntries }) => {
    if (path.endsWith('/server')) onEntries(rows);
    return Promise.resolve();
  },
  download: async (_path, sink) => {
    await sink.write(Buffer.from('evil'));
    return 4;
  },
});
const download = (session: SessionId) => engine.transfer(session, [{ path: join(scratch, 'server'), kind: 'directory' }], LOCAL_SESSION, join(scratch, 'chosen'));

describe('a session that lets everything through', () => {
  it('cannot make the queue write outside the chosen folder', async () => {
    const names = ['../escaped', '../../escaped', '..', '.', '', '/etc/escaped', 'a/b', 'line\nbreak', 'line\r\nbreak', 'nul\0', 'x'.repeat(300), '\ud800'];
    const session = await serve(() => listing([...names.map((name) => row(name)), ...names.map((name) => row(name, { kind: 'directory' })), row('good')]));
    const rows = await download(session);
    const reasons = rows.filter((each) => each.state === 'failed').map((each) => each.failure?.reason);
    expect(reasons).toHaveLength(names.length * 2);
    expect(new Set(reasons)).toEqual(new Set(['unsafe-name', 'impossible-name', 'name-too-long']));
    expect((await readdir(scratch)).toSorted()).toEqual(['chosen', 'server']);
    expect(await readdir(join(scratch, 'chosen'), { recursive: true })).toEqual(['server', 'server/good']);
  });

  it('cannot pass off half a file as the whole', async () => {
    const session = await serve(() => ({ ...listing([row('short', { size: 400 })]), stat: () => Promise.reject(Failure.of('not-supported', { host: 'h', what: 'stat' })) }));
    const [, file] = await download(session);
    expect(file).toMatchObject({ state: 'failed', failure: { reason: 'wrong-size', parameters: { actual: 4, expected: 400 } } });
    expect(await readdir(join(scratch, 'chosen/server'))).toEqual([]);
  });

  it('may have a file that changed since it was listed', async () => {
    const session = await serve(() => ({ ...listing([row('grown', { size: 2 })]), stat: () => Promise.resolve(row('grown', { size: 4 })) }));
    expect((await download(session)).map((each) => each.state)).toEqual(['done', 'done']);
  });

  it('cannot lead round in circles', async () => {
    const session = await serve(() => ({
      ...listing([]),
      list: (path, { onEntries }) => {
        onEntries([row('again', { kind: 'directory' }), row('loop', { kind: 'link', targetKind: 'directory' }), row('device', { kind: 'other' })]);
        return path.length > 0 ? Promise.resolve() : Promise.reject(Failure.of('cancelled'));
      },
    }));
    const rows = await download(session);
    expect(rows.filter((each) => each.failure?.reason === 'too-deep')).toHaveLength(3);
    expect(rows.filter((each) => each.state === 'skipped')).toHaveLength(500);
    expect(rows.length).toBeLessThan(1_000);
  });
});

describe('a server whose links are kept', () => {
  const directory = (name: string): Entry => row(name, { kind: 'directory' });
  const link = (name: string, text: string): Entry => row(name, { kind: 'link', linkTarget: text });

  /** Each link with what it says. */
  async function linksBelow(folder: string): Promise<readonly (readonly [string, string])[]> {
    const entries = (await readdir(folder, { withFileTypes: true })).map((entry) => [join(folder, entry.name), entry] as const);
    const inside = await Promise.all(entries.filter(([, entry]) => entry.isDirectory()).map(([path]) => linksBelow(path)));
    return [...(await Promise.all(entries.filter(([, entry]) => entry.isSymbolicLink()).map(async ([path]) => [path, await readlink(path)] as const))), ...inside.flat()];
  }

  /** Serves this tree, with one planted file in each folder that has no rows of its own, and returns what lies outside of the chosen folder afterwards. */
  async function attack(tree: Readonly<Record<string, readonly Entry[]>>, meanwhile: (path: string) => Promise<void> = () => Promise.resolve()): Promise<readonly string[]> {
    await mkdir(join(scratch, 'outside'));
    const server = join(scratch, 'server');
    const session = await serve(() => ({
      list: (path, { onEntries }) => {
        onEntries(tree[path.slice(server.length + 1)] ?? [row('planted')]);
        return Promise.resolve();
      },
      // Several rows may have one name; the last one's text is as good as any.
      readLink: (path) => {
        const name = path.slice(path.lastIndexOf('/') + 1);
        return Promise.resolve(Object.values(tree).flat().findLast((entry) => entry.name === name && entry.kind === 'link')?.linkTarget ?? 'x');
      },
      download: async (path, sink) => {
        await meanwhile(path);
        await sink.write(Buffer.from('evil'));
        return 4;
      },
    }), { settings: { links: 'keep', existsDownload: 'overwrite' } });
    await download(session);
    // And once more, over what the first run has left.
    await download(session);
    expect((await readdir(scratch)).toSorted()).toEqual(['chosen', 'outside', 'server']);
    expect((await readdir(join(scratch, 'chosen'))).toSorted()).toEqual(['server']);
    for (const [path, text] of await linksBelow(join(scratch, 'chosen/server'))) if (!/\/(?:pub|d)$/u.test(path)) expect(`${resolve(dirname(path), text)}/`.startsWith(join(scratch, 'chosen/'))).toBe(true);
    return readdir(join(scratch, 'outside'), { recursive: true });
  }

  it.each<[string, Readonly<Record<string, readonly Entry[]>>]>([
    ['a link out and a folder of its name', { '': [link('a', '/OUTSIDE'), directory('a')] }],
    ['a folder and a link out of its name', { '': [directory('a'), link('a', '/OUTSIDE')] }],
    ['a way up', { '': [link('a', '../../outside'), directory('a')] }],
    ['a way up by a detour', { '': [directory('p'), link('w', 'p/q/../../../../outside'), directory('w')], p: [directory('q')] }],
    ['a link behind a link', { '': [directory('p'), link('w', 'p/q/../../outside'), directory('w')], p: [link('q', '..'), directory('q')] }],
    ['a link to a link that changes', { '': [directory('sub'), link('a', 'sub'), directory('a'), link('a', '../../outside')] }],
    ['a link in what a link leads to', { '': [directory('p'), link('r', 'p'), directory('r')], p: [directory('s')], r: [link('x', '../../outside'), directory('x')] }],
  ])('cannot have anything written outside by %s', async (_, tree) => {
    const outside = join(scratch, 'outside');
    const named = Object.fromEntries(Object.entries(tree).map(([path, rows]) => [path, rows.map((one) => ({ ...one, linkTarget: one.linkTarget?.replace('/OUTSIDE', outside) ?? null }))]));
    expect(await attack(named)).toEqual([]);
  });

  it('cannot use a link of the user’s own that leads out', async () => {
    await mkdir(join(scratch, 'chosen/server'), { recursive: true });
    await symlink(join(scratch, 'outside'), join(scratch, 'chosen/server/pub'));
    expect(await attack({ '': [link('w', 'pub'), directory('w'), directory('pub')] })).toEqual([]);
  });

  it('has nothing written behind a link that takes a folder’s place in the middle of a download', async () => {
    const folder = join(scratch, 'chosen/server/d');
    let swapped = false;
    const swap = async (path: string): Promise<void> => {
      if (swapped || !path.endsWith('/d/planted')) return;
      swapped = true;
      await rm(folder, { recursive: true });
      await symlink(join(scratch, 'outside'), folder);
    };
    expect(await attack({ '': [directory('d')] }, swap)).toEqual([]);
    expect(swapped).toBe(true);
    expect(engine.rows().find(({ from }) => from.path.endsWith('/d/planted'))).toMatchObject({ state: 'failed', failure: { reason: 'unsafe-name' } });
  });

  it('can have links within the folder', async () => {
    expect(await attack({ '': [directory('real'), link('a', 'real'), link('b', join(scratch, 'server/real/planted'))] })).toEqual([]);
    const there = join(scratch, 'chosen/server');
    expect([await readlink(join(there, 'a')), await readlink(join(there, 'b')), await readFile(join(there, 'b'), 'utf8')]).toEqual(['real', 'real/planted', 'evil']);
  });
});

describe('what runs at the same time', () => {
  it('is never more than the settings say, and never more on a connection than it takes', async () => {
    for (let index = 0; index < 40; index++) await writeFile(join(scratch, 'server', `${index}`), 'x');
    let running = 0;
    let most = 0;
    let opened = 0;
    const session = await serve((own) => {
      let here = 0;
      opened++;
      return {
        concurrency: 1,
        download: async (path, sink, how) => {
          running++;
          here++;
          most = Math.max(most, running);
          expect(here).toBe(1);
          await new Promise((resolve) => { setImmediate(resolve); });
          const bytes = await own.download(path, sink, how);
          running--;
          here--;
          return bytes;
        },
      };
    }, { settings: { transfers: 3 } });
    expect((await download(session)).every((each) => each.state === 'done')).toBe(true);
    expect([most, opened]).toEqual([3, 4]);
    // Rows travel in batches: far fewer messages than changes of state.
    expect(engine.events.filter((event) => event.type === 'transfers').length).toBeLessThan(40);
  });

  it.each([[1, 3], [64, 1]])('uses the browsing connection first where connections are shared (%i at a time on each: %i opened)', async (concurrency, expected) => {
    for (let index = 0; index < 20; index++) await writeFile(join(scratch, 'server', `${index}`), 'x');
    let opened = 0;
    const session = await serve((own) => {
      opened++;
      return {
        concurrency,
        download: async (path, sink, how) => {
          await new Promise((resolve) => { setTimeout(resolve, 5); });
          return own.download(path, sink, how);
        },
      };
    }, { connections: 'shared', settings: { transfers: 3 } });
    expect((await download(session)).every((each) => each.state === 'done')).toBe(true);
    expect(opened).toBe(expected);
  });

  it('goes on over a new connection when one dies', async () => {
    for (let index = 0; index < 10; index++) await writeFile(join(scratch, 'server', `${index}`), 'x');
    let opened = 0;
    const session = await serve((own) => {
      let left = 3;
      opened++;
      return {
        concurrency: 1,
        download: async (path, sink, how) => {
          const bytes = await own.download(path, sink, how);
          if (--left === 0) await own.close();
          return bytes;
        },
      };
    }, { settings: { transfers: 1 } });
    expect((await download(session)).every((each) => each.state === 'done')).toBe(true);
    expect(opened).toBe(5);
  });

  it('stops while the queue is paused', async () => {
    await writeFile(join(scratch, 'server/file'), 'x');
    const session = await serve(() => ({}));
    valueOf(await engine.client.pauseQueue(true));
    valueOf(await engine.client.enqueue({
      sources: [{ place: { session, path: join(scratch, 'server/file') }, kind: 'file', size: 1, name: 'renamed' }],
      targetDirectory: { session: LOCAL_SESSION, path: join(scratch, 'chosen') },
    }));
    expect(engine.rows().map((each) => each.state)).toEqual(['queued']);
    valueOf(await engine.client.pauseQueue(false));
    await engine.idle();
    expect(await readFile(join(scratch, 'chosen/renamed'), 'utf8')).toBe('x');
  });
});

describe('the queue', () => {
  const request = (session: SessionId, name: string) => ({
    sources: [{ place: { session, path: join(scratch, 'server', name) }, kind: 'file' as const, size: 1 }],
    targetDirectory: { session: LOCAL_SESSION, path: join(scratch, 'chosen') },
  });
  const files = () => readdir(join(scratch, 'chosen')).then((names) => names.toSorted());

  it('goes out of one engine and into another, and runs there', async () => {
    for (const name of ['a', 'b']) await writeFile(join(scratch, 'server', name), name);
    const session = await serve(() => ({}));
    valueOf(await engine.client.pauseQueue(true));
    for (const name of ['a', 'b']) valueOf(await engine.client.enqueue(request(session, name)));
    valueOf(await engine.client.prioritizeTransfers([engine.rows()[1]!.id], 'highest'));
    const exported = valueOf(await engine.client.exportQueue());
    expect(exported.transfers.map(({ priority }) => priority)).toEqual(['normal', 'highest']);
    await engine.close();
    await serve(() => ({}));
    expect(valueOf(await engine.client.importQueue(exported))).toBe(2);
    await engine.idle();
    expect(engine.rows().map((each) => each.failure ?? each.state)).toEqual(['done', 'done']);
    expect(await files()).toEqual(['a', 'b']);
  });

  it('is there in the next engine, held back until it is let go, and signs in by itself', async () => {
    for (const name of ['a', 'b']) await writeFile(join(scratch, 'server', name), name);
    const path = join(scratch, 'queue.sqlite');
    const session = await serve(() => ({}), { queue: { path, goOn: false } });
    valueOf(await engine.client.pauseQueue(true));
    for (const name of ['a', 'b']) valueOf(await engine.client.enqueue(request(session, name)));
    await engine.close();

    const opened: string[] = [];
    engine = startTestEngine({ queue: { path, goOn: false }, open: (given) => {
      opened.push(given.host);
      return Promise.resolve(openLocal());
    } });
    expect(valueOf(await engine.client.snapshot()).queue).toMatchObject({ paused: true, counts: { queued: 2 } });
    expect(opened).toEqual([]);
    valueOf(await engine.client.pauseQueue(false));
    await engine.until(() => engine.rows().length === 2 && engine.rows().every((each) => each.state === 'done'));
    expect(opened[0]).toBe('example.test');
    expect(await files()).toEqual(['a', 'b']);
  });

  it('keeps an answer for all until it is done, also over engines, and asks anew after that', async () => {
    for (const name of ['a', 'b', 'c']) for (const side of ['server', 'chosen']) await writeFile(join(scratch, side, name), side);
    const path = join(scratch, 'queue.sqlite');
    const options = {
      queue: { path, goOn: false }, settings: { existsDownload: 'ask' } as const,
      answer: () => ({ kind: 'file-exists', answer: { action: 'skip', scope: 'run' } }) as const,
    };
    // The second file stands still in this engine, so that it ends with something left.
    const session = await serve((own) => ({ download: (_path, _sink, how) => new Promise((_resolve, reject) => { how.signal.addEventListener('abort', () => reject(Failure.of('cancelled'))); }), stat: own.stat }), options);
    await rm(join(scratch, 'chosen/b'));
    for (const name of ['a', 'b']) valueOf(await engine.client.enqueue(request(session, name)));
    await engine.until(() => engine.rows().some((each) => each.state === 'skipped') && engine.rows().some((each) => each.state === 'active'));
    await engine.close();

    const again = await serve(() => ({}), options);
    valueOf(await engine.client.enqueue(request(again, 'c')));
    valueOf(await engine.client.pauseQueue(false));
    await engine.idle();
    expect(engine.rows().find((each) => each.from.path.endsWith('/c'))?.state).toBe('skipped');
    expect(engine.questions).toEqual([]);
    valueOf(await engine.client.enqueue(request(again, 'c')));
    await engine.until(() => engine.questions.length === 1);
    await engine.idle();
  });

  it('tries again what may go better, says when, and begins at once when it is asked to', async () => {
    await writeFile(join(scratch, 'server/a'), 'a');
    let left = 2;
    const session = await serve((own) => ({
      download: (path, sink, how) => (left-- > 0 ? Promise.reject(Failure.of('connection-lost', { host: 'h' })) : own.download(path, sink, how)),
    }), { settings: { retries: 3, retryDelaySeconds: 600 } });
    valueOf(await engine.client.enqueue(request(session, 'a')));
    const waits = () => engine.rows()[0]?.state === 'waiting' && engine.rows()[0]?.retryAt !== null;
    await engine.until(waits);
    expect(engine.rows()[0]).toMatchObject({ failure: { reason: 'connection-lost' } });
    valueOf(await engine.client.retryTransfers());
    await engine.until(() => left === 0 && waits());
    valueOf(await engine.client.networkChanged(true));
    await engine.idle();
    expect(engine.rows()[0]).toMatchObject({ state: 'done', failure: null, retryAt: null });
  });

  it('gives nothing up while there is no network, and goes on by itself when it is back', async () => {
    await writeFile(join(scratch, 'server/a'), 'a');
    let there = true;
    const session = await serve((own) => ({
      download: (path, sink, how) => (there ? own.download(path, sink, how) : Promise.reject(Failure.of('connection-lost', { host: 'h' }))),
    }), { settings: { retries: 0, retryDelaySeconds: 600 } });
    there = false;
    valueOf(await engine.client.networkChanged(false));
    valueOf(await engine.client.enqueue(request(session, 'a')));
    await engine.until(() => typeof engine.rows()[0]?.retryAt === 'number');
    expect(engine.rows()[0]).toMatchObject({ state: 'waiting', failure: { reason: 'connection-lost' } });
    there = true;
    valueOf(await engine.client.networkChanged(true));
    await engine.idle();
    expect(engine.rows()[0]).toMatchObject({ state: 'done', failure: null });
  });

  it('ends what a refused sign-in would only make worse', async () => {
    let opened = 0;
    engine = startTestEngine({ settings: { transfers: 1, retries: 9 }, connections: 'shared', open: () => {
      opened++;
      return opened === 1 ? Promise.resolve({ ...openLocal(), concurrency: 1 }) : Promise.reject(Failure.of('wrong-password', { host: 'h', user: 'u' }));
    } });
    const { session } = await engine.connect(profile, 'secret');
    valueOf(await engine.client.pauseQueue(true));
    for (const name of ['a', 'b', 'c', 'd']) valueOf(await engine.client.enqueue(request(session, name)));
    valueOf(await engine.client.disconnect(session));
    valueOf(await engine.client.pauseQueue(false));
    await engine.idle();
    expect(engine.rows().map((each) => each.failure?.reason)).toEqual(['wrong-password', 'wrong-password', 'wrong-password', 'wrong-password']);
    expect(opened).toBe(2);
  });

  it('holds a single transfer back, keeps what has arrived, and goes on from there', async () => {
    await writeFile(join(scratch, 'server/a'), Buffer.alloc(1_000_000, 'anchor'));
    const offsets: number[] = [];
    let stall = true;
    const session = await serve((own) => ({
      download: (path, sink, how) => {
        offsets.push(how.offset);
        if (!stall) return own.download(path, sink, how);
        let passed = 0;
        const write = (bytes: Uint8Array): Promise<void> | undefined => {
          passed += bytes.length;
          const written = sink.write(bytes);
          return passed < 500_000 ? written : new Promise<void>((_resolve, reject) => { how.signal.addEventListener('abort', () => reject(Failure.of('cancelled'))); });
        };
        return own.download(path, { write }, how);
      },
    }));
    valueOf(await engine.client.enqueue(request(session, 'a')));
    await engine.moved(499_999);
    valueOf(await engine.client.pauseTransfers(undefined, true));
    await engine.until(() => engine.rows()[0]?.state === 'paused');
    expect(await files()).toEqual(['.a.hawser-part']);
    stall = false;
    valueOf(await engine.client.pauseTransfers(undefined, false));
    await engine.until(() => engine.rows()[0]?.state === 'done');
    expect(await files()).toEqual(['a']);
    expect((await readFile(join(scratch, 'chosen/a'))).equals(Buffer.alloc(1_000_000, 'anchor'))).toBe(true);
    expect(offsets[0]).toBe(0);
    expect(offsets[1]).toBeGreaterThan(400_000);
  });

  it('held back as a whole breaks off what runs, keeps what has arrived, and goes on from there; who cancels one meanwhile has it cancelled', async () => {
    for (const name of ['a', 'b']) await writeFile(join(scratch, 'server', name), Buffer.alloc(1_000_000, 'anchor'));
    const offsets: number[] = [];
    let stalls = true;
    let letGo: () => void = () => {};
    const winding = new Promise<void>((resolve) => { letGo = resolve; });
    const session = await serve((own) => ({
      download: (path, sink, how) => {
        offsets.push(how.offset);
        if (!stalls) return own.download(path, sink, how);
        let passed = 0;
        const broken = new Promise<void>((_resolve, reject) => { how.signal.addEventListener('abort', () => void winding.then(() => reject(Failure.of('cancelled')))); });
        return own.download(path, { write: (bytes) => {
          passed += bytes.length;
          const written = sink.write(bytes);
          return passed < 500_000 ? written : broken;
        } }, how);
      },
    }));
    for (const name of ['a', 'b']) valueOf(await engine.client.enqueue(request(session, name)));
    const stalled = () => new Set(engine.events.flatMap((event) => (event.type === 'progress' ? event.rows.filter(({ bytes }) => bytes >= 500_000).map(({ id }) => id) : [])));
    await engine.until(() => stalled().size === 2);
    valueOf(await engine.client.pauseQueue(true));
    valueOf(await engine.client.cancelTransfers([engine.rows()[1]!.id]));
    letGo();
    await engine.until(() => engine.rows()[0]!.state === 'queued' && engine.rows()[1]!.state === 'cancelled');
    await expect.poll(files).toEqual(['.a.hawser-part']);
    stalls = false;
    valueOf(await engine.client.pauseQueue(false));
    await engine.until(() => engine.rows()[0]!.state === 'done');
    expect(engine.rows()[0]!.note).toBe('went-on');
    expect((await readFile(join(scratch, 'chosen/a'))).equals(Buffer.alloc(1_000_000, 'anchor'))).toBe(true);
    expect(offsets).toEqual([0, 0, expect.any(Number)]);
    expect(offsets[2]).toBeGreaterThan(400_000);
  });

  it('asks about so many files at a time that all of them can be shown, and about the others once there is room', async () => {
    const names = Array.from({ length: 150 }, (_, index) => `${index}.txt`);
    await mkdir(join(scratch, 'chosen/server'));
    for (const name of names) for (const side of ['server', 'chosen/server']) await writeFile(join(scratch, side, name), side);
    let answers = 0;
    const session = await serve(() => ({}), {
      settings: { existsDownload: 'ask' },
      // The user looks at the first one for as long as anything else happens.
      answer: (question) => (question.kind !== 'file-exists' || answers++ === 0 ? null : { kind: 'file-exists', answer: answers < 100 ? { action: 'skip', scope: 'this' } : { action: 'overwrite', scope: 'run' } }),
    });
    valueOf(await engine.client.enqueue({ sources: [{ place: { session, path: join(scratch, 'server') }, kind: 'directory', size: null }], targetDirectory: { session: LOCAL_SESSION, path: join(scratch, 'chosen') } }));
    const inState = (state: string) => engine.rows().filter((each) => each.state === state).length;
    await engine.until(() => inState('waiting') === 150);
    const page = valueOf(await engine.client.queuePage({ tab: 'queued', expanded: [], offset: 0, count: 500 }));
    expect(page.total).toBe(1 + 64);
    const asked = engine.events.find((event) => event.type === 'question');
    valueOf(await engine.client.answer(asked!.id, { kind: 'file-exists', answer: { action: 'skip', scope: 'this' } }));
    await engine.idle();
    expect([inState('skipped'), inState('done'), answers]).toEqual([99, 52, 100]);
  });

  it('is cleared with the folders that hold nothing else that is listed', async () => {
    await mkdir(join(scratch, 'server/sub/empty'), { recursive: true });
    await mkdir(join(scratch, 'server/other/empty'), { recursive: true });
    for (const name of ['a', 'sub/b', 'sub/bad']) await writeFile(join(scratch, 'server', name), name);
    const session = await serve((own) => ({
      download: (path, sink, how) => (path.endsWith('/bad') ? Promise.reject(Failure.of('no-such-file', { path })) : own.download(path, sink, how)),
    }));
    await download(session);
    await engine.transfer(session, [{ path: join(scratch, 'server/other/empty'), kind: 'directory' }], LOCAL_SESSION, join(scratch, 'chosen'));
    const left = () => engine.rows().map((each) => each.from.path.slice(scratch.length)).toSorted();
    expect(left()).toHaveLength(9);
    const [a] = engine.rows().filter((each) => each.from.path.endsWith('/a'));
    valueOf(await engine.client.clearTransfers([a!.id]));
    expect(left()).toEqual(['/server', '/server/other', '/server/other/empty', '/server/other/empty', '/server/sub', '/server/sub/b', '/server/sub/bad', '/server/sub/empty']);
    valueOf(await engine.client.clearTransfers({ tab: 'done' }));
    await engine.until(() => left().length < 7);
    expect(left()).toEqual(['/server', '/server/other', '/server/other/empty', '/server/sub', '/server/sub/bad', '/server/sub/empty']);
    valueOf(await engine.client.clearTransfers({ tab: 'failed' }));
    await engine.until(() => left().length === 0);
  });

  it('begins anew when the source has changed, and says so', async () => {
    await writeFile(join(scratch, 'server/a'), Buffer.alloc(1_000_000, 'old'));
    let broken = false;
    const session = await serve((own) => ({
      download: (path, sink, how) => {
        if (broken) return own.download(path, sink, how);
        broken = true;
        let passed = 0;
        return own.download(path, { write: (bytes) => ((passed += bytes.length) > 500_000 ? Promise.reject(Failure.of('connection-lost', { host: 'h' })) : sink.write(bytes)) }, how);
      },
    }));
    valueOf(await engine.client.enqueue(request(session, 'a')));
    await engine.until(() => engine.rows()[0]?.state === 'failed');
    await writeFile(join(scratch, 'server/a'), Buffer.alloc(900_000, 'new'));
    valueOf(await engine.client.retryTransfers());
    await engine.until(() => engine.rows()[0]?.state === 'done');
    expect(engine.rows()[0]?.note).toBe('source-changed');
    expect((await readFile(join(scratch, 'chosen/a'))).equals(Buffer.alloc(900_000, 'new'))).toBe(true);
  });
});

describe('calls', () => {
  it('are refused for a session that is not open', async () => {
    const session = await serve(() => ({}));
    valueOf(await engine.client.disconnect(session));
    expect(await engine.client.list(newOperation(), session, '/', { fresh: true })).toMatchObject({ ok: false, failure: { reason: 'not-connected' } });
    expect(await engine.client.enqueue({ sources: [{ place: { session, path: '/x' }, kind: 'file', size: null }], targetDirectory: { session: LOCAL_SESSION, path: scratch } }))
      .toMatchObject({ ok: false, failure: { reason: 'not-connected' } });
  });

  it('end when they are cancelled, and the question that they asked is withdrawn', async () => {
    engine = startTestEngine({
      answer: () => null,
      open: async (_profile, { ask, signal }) => {
        await ask({ kind: 'password', host: 'h', user: 'u', again: false }, signal);
        return openLocal();
      },
    });
    const operation = newOperation();
    const connecting = engine.client.connect(operation, profile, {});
    await engine.until(() => engine.questions.length === 1);
    valueOf(await engine.client.cancel(operation));
    expect(await connecting).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(engine.events.at(-1)?.type).toBe('question-withdrawn');
    expect(valueOf(await engine.client.snapshot())).toMatchObject({ questions: [], sessions: [{ session: 'local' }] });
  });
});

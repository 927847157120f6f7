import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { folderStage } from './folder-stage.ts';
import { openLocal } from './local/open.ts';
import { Failure } from './session/failure.ts';
import { valueOf } from './test-engine.ts';

const stage = folderStage();

describe('the queue', () => {
  const files = () => readdir(join(stage.scratch, 'chosen')).then((names) => names.toSorted());

  it('goes out of one engine and into another, and runs there', async () => {
    for (const name of ['a', 'b']) await writeFile(join(stage.scratch, 'server', name), name);
    const session = await stage.serve(() => ({}));
    valueOf(await stage.engine.client.pauseQueue(true));
    for (const name of ['a', 'b']) valueOf(await stage.engine.client.enqueue(stage.request(session, name)));
    valueOf(await stage.engine.client.prioritizeTransfers([stage.engine.rows()[1]!.id], 'highest'));
    const exported = valueOf(await stage.engine.client.exportQueue());
    expect(exported.transfers.map(({ priority }) => priority)).toEqual(['normal', 'highest']);
    await stage.engine.close();
    await stage.serve(() => ({}));
    expect(valueOf(await stage.engine.client.importQueue(exported))).toBe(2);
    await stage.engine.idle();
    expect(stage.engine.rows().map((each) => each.failure ?? each.state)).toEqual(['done', 'done']);
    expect(await files()).toEqual(['a', 'b']);
  });

  it('is there in the next engine, held back until it is let go, and signs in by itself', async () => {
    for (const name of ['a', 'b']) await writeFile(join(stage.scratch, 'server', name), name);
    const path = join(stage.scratch, 'queue.sqlite');
    const session = await stage.serve(() => ({}), { queue: { path, goOn: false } });
    valueOf(await stage.engine.client.pauseQueue(true));
    for (const name of ['a', 'b']) valueOf(await stage.engine.client.enqueue(stage.request(session, name)));
    await stage.engine.close();

    const opened: string[] = [];
    stage.start({ queue: { path, goOn: false }, open: (given) => {
      opened.push(given.host);
      return Promise.resolve(openLocal());
    } });
    expect(valueOf(await stage.engine.client.snapshot()).queue).toMatchObject({ paused: true, counts: { queued: 2 } });
    expect(opened).toEqual([]);
    valueOf(await stage.engine.client.pauseQueue(false));
    await stage.engine.until(() => stage.engine.rows().length === 2 && stage.engine.rows().every((each) => each.state === 'done'));
    expect(opened[0]).toBe('example.test');
    expect(await files()).toEqual(['a', 'b']);
  });

  it('keeps an answer for all until it is done, also over engines, and asks anew after that', async () => {
    for (const name of ['a', 'b', 'c']) for (const side of ['server', 'chosen']) await writeFile(join(stage.scratch, side, name), side);
    const path = join(stage.scratch, 'queue.sqlite');
    const options = {
      queue: { path, goOn: false }, settings: { existsDownload: 'ask' } as const,
      answer: () => ({ kind: 'file-exists', answer: { action: 'skip', scope: 'run' } }) as const,
    };
    // The second file stands still in this engine, so that it ends with something left.
    const session = await stage.serve((own) => ({ download: (_path, _sink, how) => new Promise((_resolve, reject) => { how.signal.addEventListener('abort', () => reject(Failure.of('cancelled'))); }), stat: own.stat }), options);
    await rm(join(stage.scratch, 'chosen/b'));
    for (const name of ['a', 'b']) valueOf(await stage.engine.client.enqueue(stage.request(session, name)));
    await stage.engine.until(() => stage.engine.rows().some((each) => each.state === 'skipped') && stage.engine.rows().some((each) => each.state === 'active'));
    await stage.engine.close();

    const again = await stage.serve(() => ({}), options);
    valueOf(await stage.engine.client.enqueue(stage.request(again, 'c')));
    valueOf(await stage.engine.client.pauseQueue(false));
    await stage.engine.idle();
    expect(stage.engine.rows().find((each) => each.from.path.endsWith('/c'))?.state).toBe('skipped');
    expect(stage.engine.questions).toEqual([]);
    valueOf(await stage.engine.client.enqueue(stage.request(again, 'c')));
    await stage.engine.until(() => stage.engine.questions.length === 1);
    await stage.engine.idle();
  });

  it('asks about so many files at a time that all of them can be shown, and about the others once there is room', async () => {
    const names = Array.from({ length: 150 }, (_, index) => `${index}.txt`);
    await mkdir(join(stage.scratch, 'chosen/server'));
    for (const name of names) for (const side of ['server', 'chosen/server']) await writeFile(join(stage.scratch, side, name), side);
    let answers = 0;
    const session = await stage.serve(() => ({}), {
      settings: { existsDownload: 'ask' },
      // The user looks at the first one for as long as anything else happens.
      answer: (question) => (question.kind !== 'file-exists' || answers++ === 0 ? null : { kind: 'file-exists', answer: answers < 100 ? { action: 'skip', scope: 'this' } : { action: 'overwrite', scope: 'run' } }),
    });
    valueOf(await stage.engine.client.enqueue({ sources: [{ place: { session, path: join(stage.scratch, 'server') }, kind: 'directory', size: null }], targetDirectory: { session: LOCAL_SESSION, path: join(stage.scratch, 'chosen') } }));
    const inState = (state: string) => stage.engine.rows().filter((each) => each.state === state).length;
    await stage.engine.until(() => inState('waiting') === 150);
    const page = valueOf(await stage.engine.client.queuePage({ tab: 'queued', expanded: [], offset: 0, count: 500 }));
    expect(page.total).toBe(1 + 64);
    const asked = stage.engine.events.find((event) => event.type === 'question');
    valueOf(await stage.engine.client.answer(asked!.id, { kind: 'file-exists', answer: { action: 'skip', scope: 'this' } }));
    await stage.engine.idle();
    expect([inState('skipped'), inState('done'), answers]).toEqual([99, 52, 100]);
  });

  it('is cleared with the folders that hold nothing else that is listed', async () => {
    await mkdir(join(stage.scratch, 'server/sub/empty'), { recursive: true });
    await mkdir(join(stage.scratch, 'server/other/empty'), { recursive: true });
    for (const name of ['a', 'sub/b', 'sub/bad']) await writeFile(join(stage.scratch, 'server', name), name);
    const session = await stage.serve((own) => ({
      download: (path, sink, how) => (path.endsWith('/bad') ? Promise.reject(Failure.of('no-such-file', { path })) : own.download(path, sink, how)),
    }));
    await stage.download(session);
    await stage.engine.transfer(session, [{ path: join(stage.scratch, 'server/other/empty'), kind: 'directory' }], LOCAL_SESSION, join(stage.scratch, 'chosen'));
    const left = () => stage.engine.rows().map((each) => each.from.path.slice(stage.scratch.length)).toSorted();
    expect(left()).toHaveLength(9);
    const [a] = stage.engine.rows().filter((each) => each.from.path.endsWith('/a'));
    valueOf(await stage.engine.client.clearTransfers([a!.id]));
    expect(left()).toEqual(['/server', '/server/other', '/server/other/empty', '/server/other/empty', '/server/sub', '/server/sub/b', '/server/sub/bad', '/server/sub/empty']);
    valueOf(await stage.engine.client.clearTransfers({ tab: 'done' }));
    await stage.engine.until(() => left().length < 7);
    expect(left()).toEqual(['/server', '/server/other', '/server/other/empty', '/server/sub', '/server/sub/bad', '/server/sub/empty']);
    valueOf(await stage.engine.client.clearTransfers({ tab: 'failed' }));
    await stage.engine.until(() => left().length === 0);
  });

  it.each([
    { said: [true, false], comes: 'done' },
    { said: [true, false, true], comes: 'paused' },
    { said: [true, false, true, false], comes: 'done' },
  ])('comes to what was said last, where it is paused and let go on before it has come to rest: %j', async ({ said, comes }) => {
    await writeFile(join(stage.scratch, 'server/a'), 'aaaa');
    let begun = 0;
    let settle = (): void => {};
    const session = await stage.serve((own) => ({
      download: async (path, sink, how) => {
        if (++begun > 1) return own.download(path, sink, how);
        await new Promise<void>((resolve) => { settle = resolve; });
        throw Failure.of('cancelled');
      },
    }));
    valueOf(await stage.engine.client.enqueue(stage.request(session, 'a')));
    await stage.engine.until(() => begun === 1);
    for (const paused of said) valueOf(await stage.engine.client.pauseTransfers(undefined, paused));
    settle();
    await stage.engine.until(() => stage.engine.rows()[0]?.state === comes);
    expect(begun).toBe(comes === 'done' ? 2 : 1);
  });

  it('leaves nothing of an earlier attempt on a server whose line breaks as that is to be removed', async () => {
    await writeFile(join(stage.scratch, 'chosen/a'), 'mine');
    let [uploads, removals] = [0, 0];
    const lost = () => Promise.reject(Failure.of('connection-lost', { host: 'h' }));
    const session = await stage.serve((own) => ({
      abilities: own.abilities.filter((ability) => ability !== 'resumeUpload'),
      upload: async (given, path, how) => {
        const bytes = await own.upload(given, path, how);
        return ++uploads === 1 ? lost() : bytes;
      },
      remove: (path, kind) => (++removals === 1 ? lost() : own.remove(path, kind)),
    }), { settings: { temporaryName: true, retries: 2, retryDelaySeconds: 0 } });
    valueOf(await stage.engine.client.enqueue({ sources: [{ place: { session: LOCAL_SESSION, path: join(stage.scratch, 'chosen/a') }, kind: 'file', size: 4 }], targetDirectory: { session, path: join(stage.scratch, 'server') } }));
    await stage.engine.idle();
    expect(stage.engine.rows()[0]).toMatchObject({ state: 'done', failure: null });
    expect([uploads, removals, await readdir(join(stage.scratch, 'server'))]).toEqual([2, 2, ['a']]);
  });
});

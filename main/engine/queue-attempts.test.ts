import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { folderProfile, folderStage } from './folder-stage.ts';
import { openLocal } from './local/open.ts';
import { Failure } from './session/failure.ts';
import { valueOf } from './test-engine.ts';

const stage = folderStage();

describe('a transfer', () => {
  const files = () => readdir(join(stage.scratch, 'chosen')).then((names) => names.toSorted());

  it('tries again what may go better, says when, and begins at once when it is asked to', async () => {
    await writeFile(join(stage.scratch, 'server/a'), 'a');
    let left = 2;
    const session = await stage.serve((own) => ({
      download: (path, sink, how) => (left-- > 0 ? Promise.reject(Failure.of('connection-lost', { host: 'h' })) : own.download(path, sink, how)),
    }), { settings: { retries: 3, retryDelaySeconds: 600 } });
    valueOf(await stage.engine.client.enqueue(stage.request(session, 'a')));
    const waits = () => stage.engine.rows()[0]?.state === 'waiting' && stage.engine.rows()[0]?.retryAt !== null;
    await stage.engine.until(waits);
    expect(stage.engine.rows()[0]).toMatchObject({ failure: { reason: 'connection-lost' } });
    valueOf(await stage.engine.client.retryTransfers());
    await stage.engine.until(() => left === 0 && waits());
    valueOf(await stage.engine.client.networkChanged(true));
    await stage.engine.idle();
    expect(stage.engine.rows()[0]).toMatchObject({ state: 'done', failure: null, retryAt: null });
  });

  it('gives nothing up while there is no network, and goes on by itself when it is back', async () => {
    await writeFile(join(stage.scratch, 'server/a'), 'a');
    let there = true;
    const session = await stage.serve((own) => ({
      download: (path, sink, how) => (there ? own.download(path, sink, how) : Promise.reject(Failure.of('connection-lost', { host: 'h' }))),
    }), { settings: { retries: 0, retryDelaySeconds: 600 } });
    there = false;
    valueOf(await stage.engine.client.networkChanged(false));
    valueOf(await stage.engine.client.enqueue(stage.request(session, 'a')));
    await stage.engine.until(() => typeof stage.engine.rows()[0]?.retryAt === 'number');
    expect(stage.engine.rows()[0]).toMatchObject({ state: 'waiting', failure: { reason: 'connection-lost' } });
    there = true;
    valueOf(await stage.engine.client.networkChanged(true));
    await stage.engine.idle();
    expect(stage.engine.rows()[0]).toMatchObject({ state: 'done', failure: null });
  });

  it('knows what it has left at a server that goes on writing what it had received while it is looked at', async () => {
    const content = Buffer.alloc(1_000_000, 'anchor');
    const [source, target] = [join(stage.scratch, 'chosen/a'), join(stage.scratch, 'server/a')];
    await writeFile(source, content);
    let broken = false;
    let written = 0;
    const write = async (bytes: number): Promise<void> => writeFile(target, content.subarray(0, (written += bytes)));
    const session = await stage.serve((own) => ({
      upload: async (given, path, how) => {
        if (broken) return own.upload(given, path, how);
        broken = true;
        await write(500_000);
        throw Failure.of('connection-lost', { host: 'h' });
      },
      stat: async (path, signal) => {
        const seen = await own.stat(path, signal);
        if (broken && path === target) await write(1_000);
        return seen;
      },
    }), { settings: { retries: 3, retryDelaySeconds: 0, existsUpload: 'ask' } });
    valueOf(await stage.engine.client.enqueue({ sources: [{ place: { session: LOCAL_SESSION, path: source }, kind: 'file', size: content.length }], targetDirectory: { session, path: join(stage.scratch, 'server') } }));
    await stage.engine.idle();
    expect(written).toBeGreaterThan(500_000);
    expect(stage.engine.questions).toEqual([]);
    expect(stage.engine.rows()[0]).toMatchObject({ state: 'done', failure: null });
    expect((await readFile(target)).equals(content)).toBe(true);
  });

  it('writes where what it had left has gone while it was looked at', async () => {
    const content = Buffer.alloc(1_000_000, 'anchor');
    const [source, target] = [join(stage.scratch, 'chosen/a'), join(stage.scratch, 'server/a')];
    await writeFile(source, content);
    let broken = false;
    let gone = false;
    const session = await stage.serve((own) => ({
      upload: async (given, path, how) => {
        if (broken) return own.upload(given, path, how);
        broken = true;
        await writeFile(target, content.subarray(0, 500_000));
        throw Failure.of('connection-lost', { host: 'h' });
      },
      stat: async (path, signal) => {
        const seen = await own.stat(path, signal);
        if (broken && !gone && path === target) {
          gone = true;
          await rm(target);
        }
        return seen;
      },
    }), { settings: { retries: 3, retryDelaySeconds: 600, existsUpload: 'rename' } });
    valueOf(await stage.engine.client.enqueue({ sources: [{ place: { session: LOCAL_SESSION, path: source }, kind: 'file', size: content.length }], targetDirectory: { session, path: join(stage.scratch, 'server') } }));
    await stage.engine.until(() => typeof stage.engine.rows()[0]?.retryAt === 'number');
    // The user has it try again, for whom what cannot be told is somebody else's.
    valueOf(await stage.engine.client.cancelTransfers());
    valueOf(await stage.engine.client.retryTransfers());
    await stage.engine.idle();
    expect(stage.engine.rows()[0]).toMatchObject({ state: 'done', failure: null, to: { path: target } });
    expect((await readFile(target)).equals(content)).toBe(true);
  });

  it('ends what a refused sign-in would only make worse', async () => {
    let opened = 0;
    stage.start({ settings: { transfers: 1, retries: 9 }, connections: 'shared', open: () => {
      opened++;
      return opened === 1 ? Promise.resolve({ ...openLocal(), concurrency: 1 }) : Promise.reject(Failure.of('wrong-password', { host: 'h', user: 'u' }));
    } });
    const { session } = await stage.engine.connect(folderProfile, 'secret');
    valueOf(await stage.engine.client.pauseQueue(true));
    for (const name of ['a', 'b', 'c', 'd']) valueOf(await stage.engine.client.enqueue(stage.request(session, name)));
    valueOf(await stage.engine.client.disconnect(session));
    valueOf(await stage.engine.client.pauseQueue(false));
    await stage.engine.idle();
    expect(stage.engine.rows().map((each) => each.failure?.reason)).toEqual(['wrong-password', 'wrong-password', 'wrong-password', 'wrong-password']);
    expect(opened).toBe(2);
  });

  it('holds a single transfer back, keeps what has arrived, and goes on from there', async () => {
    await writeFile(join(stage.scratch, 'server/a'), Buffer.alloc(1_000_000, 'anchor'));
    const offsets: number[] = [];
    let stall = true;
    const session = await stage.serve((own) => ({
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
    valueOf(await stage.engine.client.enqueue(stage.request(session, 'a')));
    await stage.engine.moved(499_999);
    valueOf(await stage.engine.client.pauseTransfers(undefined, true));
    await stage.engine.until(() => stage.engine.rows()[0]?.state === 'paused');
    expect(await files()).toEqual(['.a.hawser-part']);
    stall = false;
    valueOf(await stage.engine.client.pauseTransfers(undefined, false));
    await stage.engine.until(() => stage.engine.rows()[0]?.state === 'done');
    expect(await files()).toEqual(['a']);
    expect((await readFile(join(stage.scratch, 'chosen/a'))).equals(Buffer.alloc(1_000_000, 'anchor'))).toBe(true);
    expect(offsets[0]).toBe(0);
    expect(offsets[1]).toBeGreaterThan(400_000);
  });

  it('held back as a whole breaks off what runs, keeps what has arrived, and goes on from there; who cancels one meanwhile has it cancelled', async () => {
    for (const name of ['a', 'b']) await writeFile(join(stage.scratch, 'server', name), Buffer.alloc(1_000_000, 'anchor'));
    const offsets: number[] = [];
    let stalls = true;
    let letGo: () => void = () => {};
    const winding = new Promise<void>((resolve) => { letGo = resolve; });
    const session = await stage.serve((own) => ({
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
    for (const name of ['a', 'b']) valueOf(await stage.engine.client.enqueue(stage.request(session, name)));
    const stalled = () => new Set(stage.engine.events.flatMap((event) => (event.type === 'progress' ? event.rows.filter(({ bytes }) => bytes >= 500_000).map(({ id }) => id) : [])));
    await stage.engine.until(() => stalled().size === 2);
    valueOf(await stage.engine.client.pauseQueue(true));
    valueOf(await stage.engine.client.cancelTransfers([stage.engine.rows()[1]!.id]));
    letGo();
    await stage.engine.until(() => stage.engine.rows()[0]!.state === 'queued' && stage.engine.rows()[1]!.state === 'cancelled');
    await expect.poll(files).toEqual(['.a.hawser-part']);
    stalls = false;
    valueOf(await stage.engine.client.pauseQueue(false));
    await stage.engine.until(() => stage.engine.rows()[0]!.state === 'done');
    expect(stage.engine.rows()[0]!.note).toBe('went-on');
    expect((await readFile(join(stage.scratch, 'chosen/a'))).equals(Buffer.alloc(1_000_000, 'anchor'))).toBe(true);
    expect(offsets).toEqual([0, 0, expect.any(Number)]);
    expect(offsets[2]).toBeGreaterThan(400_000);
  });

  it('begins anew when the source has changed, and says so', async () => {
    await writeFile(join(stage.scratch, 'server/a'), Buffer.alloc(1_000_000, 'old'));
    let broken = false;
    const session = await stage.serve((own) => ({
      download: (path, sink, how) => {
        if (broken) return own.download(path, sink, how);
        broken = true;
        let passed = 0;
        return own.download(path, { write: (bytes) => ((passed += bytes.length) > 500_000 ? Promise.reject(Failure.of('connection-lost', { host: 'h' })) : sink.write(bytes)) }, how);
      },
    }));
    valueOf(await stage.engine.client.enqueue(stage.request(session, 'a')));
    await stage.engine.until(() => stage.engine.rows()[0]?.state === 'failed');
    await writeFile(join(stage.scratch, 'server/a'), Buffer.alloc(900_000, 'new'));
    valueOf(await stage.engine.client.retryTransfers());
    await stage.engine.until(() => stage.engine.rows()[0]?.state === 'done');
    expect(stage.engine.rows()[0]?.note).toBe('source-changed');
    expect((await readFile(join(stage.scratch, 'chosen/a'))).equals(Buffer.alloc(900_000, 'new'))).toBe(true);
  });
});

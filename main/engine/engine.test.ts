import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { folderProfile, folderStage } from './folder-stage.ts';
import { openLocal } from './local/open.ts';
import { newOperation, valueOf } from './test-engine.ts';

const stage = folderStage();

describe('what runs at the same time', () => {
  it('is never more than the settings say, and never more on a connection than it takes', async () => {
    for (let index = 0; index < 40; index++) await writeFile(join(stage.scratch, 'server', `${index}`), 'x');
    let running = 0;
    let most = 0;
    let opened = 0;
    const session = await stage.serve((own) => {
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
    expect((await stage.download(session)).every((each) => each.state === 'done')).toBe(true);
    expect([most, opened]).toEqual([3, 4]);
    // Rows travel in batches: far fewer messages than changes of state.
    expect(stage.engine.events.filter((event) => event.type === 'transfers').length).toBeLessThan(40);
  });

  it.each([[1, 3], [64, 1]])('uses the browsing connection first where connections are shared (%i at a time on each: %i opened)', async (concurrency, expected) => {
    for (let index = 0; index < 20; index++) await writeFile(join(stage.scratch, 'server', `${index}`), 'x');
    let opened = 0;
    const session = await stage.serve((own) => {
      opened++;
      return {
        concurrency,
        download: async (path, sink, how) => {
          await new Promise((resolve) => { setTimeout(resolve, 5); });
          return own.download(path, sink, how);
        },
      };
    }, { connections: 'shared', settings: { transfers: 3 } });
    expect((await stage.download(session)).every((each) => each.state === 'done')).toBe(true);
    expect(opened).toBe(expected);
  });

  it('goes on over a new connection when one dies', async () => {
    for (let index = 0; index < 10; index++) await writeFile(join(stage.scratch, 'server', `${index}`), 'x');
    let opened = 0;
    const session = await stage.serve((own) => {
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
    expect((await stage.download(session)).every((each) => each.state === 'done')).toBe(true);
    expect(opened).toBe(5);
  });

  it('stops while the queue is paused', async () => {
    await writeFile(join(stage.scratch, 'server/file'), 'x');
    const session = await stage.serve(() => ({}));
    valueOf(await stage.engine.client.pauseQueue(true));
    valueOf(await stage.engine.client.enqueue({
      sources: [{ place: { session, path: join(stage.scratch, 'server/file') }, kind: 'file', size: 1, name: 'renamed' }],
      targetDirectory: { session: LOCAL_SESSION, path: join(stage.scratch, 'chosen') },
    }));
    expect(stage.engine.rows().map((each) => each.state)).toEqual(['queued']);
    valueOf(await stage.engine.client.pauseQueue(false));
    await stage.engine.idle();
    expect(await readFile(join(stage.scratch, 'chosen/renamed'), 'utf8')).toBe('x');
  });
});

describe('calls', () => {
  it('are refused for a session that is not open', async () => {
    const session = await stage.serve(() => ({}));
    valueOf(await stage.engine.client.disconnect(session));
    expect(await stage.engine.client.list(newOperation(), session, '/', { fresh: true })).toMatchObject({ ok: false, failure: { reason: 'not-connected' } });
    expect(await stage.engine.client.enqueue({ sources: [{ place: { session, path: '/x' }, kind: 'file', size: null }], targetDirectory: { session: LOCAL_SESSION, path: stage.scratch } }))
      .toMatchObject({ ok: false, failure: { reason: 'not-connected' } });
  });

  it('end when they are cancelled, and the question that they asked is withdrawn', async () => {
    stage.start({
      answer: () => null,
      open: async (_profile, { ask, signal }) => {
        await ask({ kind: 'password', host: 'h', user: 'u', again: false }, signal);
        return openLocal();
      },
    });
    const operation = newOperation();
    const connecting = stage.engine.client.connect(operation, folderProfile, {});
    await stage.engine.until(() => stage.engine.questions.length === 1);
    valueOf(await stage.engine.client.cancel(operation));
    expect(await connecting).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(stage.engine.events.at(-1)?.type).toBe('question-withdrawn');
    expect(valueOf(await stage.engine.client.snapshot())).toMatchObject({ questions: [], sessions: [{ session: 'local' }] });
  });
});

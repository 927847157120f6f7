import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCAL_SESSION, type SessionId } from '../../shared/model/ids.ts';
import { folderStage } from './folder-stage.ts';
import { Failure } from './session/failure.ts';
import type { Session } from './session/session.ts';
import { trusting, valueOf } from './test-engine.ts';

const stage = folderStage();
const [source, target] = [() => join(stage.scratch, 'chosen/a'), () => join(stage.scratch, 'server/a')];
const lost = () => Promise.reject(Failure.of('connection-lost', { host: 'h' }));

function send(session: SessionId): void {
  void stage.engine.client.enqueue({ sources: [{ place: { session: LOCAL_SESSION, path: source() }, kind: 'file', size: 1 }], targetDirectory: { session, path: join(stage.scratch, 'server') } });
}

/** A server whose first upload breaks after `meanwhile`, before a byte was written. */
const breaking = (meanwhile: () => Promise<unknown> = () => Promise.resolve()) => {
  let left = 1;
  return (own: Session): Partial<Session> => ({
    upload: async (given, path, how) => {
      if (left-- <= 0) return own.upload(given, path, how);
      await meanwhile();
      return lost();
    },
  });
};
const quickly = { retries: 3, retryDelaySeconds: 0 } as const;

describe('what lies at a target', () => {
  it('is no part of a file that is to replace it, however much its end is the same', async () => {
    const [old, fresh] = ['old', 'new'].map((head) => Buffer.concat([Buffer.from(head), Buffer.alloc(300_000, 'same')])) as [Buffer, Buffer];
    await writeFile(source(), fresh);
    await writeFile(target(), old);
    send(await stage.serve(breaking(), { settings: { ...quickly, existsUpload: 'overwrite' } }));
    await stage.engine.idle();
    expect(stage.engine.rows()[0]).toMatchObject({ state: 'done', failure: null });
    expect((await readFile(target())).equals(fresh)).toBe(true);
  });

  it('keeps its name, and so do all beside it, where the file takes another after an attempt that broke', async () => {
    await writeFile(source(), 'mine');
    const beside = join(stage.scratch, 'server/a (2)');
    const somebody = async () => {
      await writeFile(target(), 'theirs');
      await writeFile(beside, 'theirs, too');
    };
    send(await stage.serve(breaking(somebody), { settings: { ...quickly, existsUpload: 'rename' } }));
    await stage.engine.idle();
    expect(await Promise.all([target(), beside, join(stage.scratch, 'server/a (3)')].map((path) => readFile(path, 'utf8')))).toEqual(['theirs', 'theirs, too', 'mine']);
  });

  it('has another file beside it under the same name again after that was cancelled and is tried once more, while others go on', async () => {
    await writeFile(source(), 'mine');
    await writeFile(join(stage.scratch, 'chosen/b'), 'slow');
    await writeFile(target(), 'theirs');
    const begun: string[] = [];
    const session = await stage.serve((own) => ({
      upload: (given, path, how) => {
        begun.push(path);
        return begun.length > 2 ? own.upload(given, path, how) : new Promise((_resolve, reject) => {
          how.signal.addEventListener('abort', () => reject(Failure.of('cancelled')), { once: true });
        });
      },
    }), { settings: { existsUpload: 'rename', transfers: 2, temporaryName: true } });
    send(session);
    void stage.engine.client.enqueue({ sources: [{ place: { session: LOCAL_SESSION, path: join(stage.scratch, 'chosen/b') }, kind: 'file', size: 4 }], targetDirectory: { session, path: join(stage.scratch, 'server') } });
    await stage.engine.until(() => begun.length === 2);
    const { id } = stage.engine.rows()[0]!;
    const state = () => stage.engine.rows()[0]!.state;
    valueOf(await stage.engine.client.cancelTransfers([id]));
    await stage.engine.until(() => state() === 'cancelled');
    valueOf(await stage.engine.client.retryTransfers([id]));
    await stage.engine.until(() => state() === 'done');
    expect((await readdir(join(stage.scratch, 'server'))).toSorted()).toEqual(['a', 'a (2)']);
  });

  it('is not written to where it cannot be told what it is', async () => {
    await writeFile(source(), 'mine');
    const broken = breaking(() => writeFile(target(), 'theirs'));
    let asked = 0;
    send(await stage.serve((own) => ({ ...broken(own), stat: (path, signal) => (path === target() && asked++ >= 0 ? Promise.reject(Failure.of('bad-reply', { host: 'h' })) : own.stat(path, signal)) }), { settings: { ...quickly, existsUpload: 'overwrite' } }));
    await stage.engine.idle();
    expect(asked).toBeGreaterThan(0);
    expect(stage.engine.rows()[0]).toMatchObject({ state: 'failed', failure: { reason: 'bad-reply' } });
    expect(await readFile(target(), 'utf8')).toBe('theirs');
  });

  it('is asked about each time: an answer that met nothing counts for no other file', async () => {
    await writeFile(source(), 'mine');
    const session = await stage.serve(breaking(() => writeFile(target(), 'theirs')), { settings: { ...quickly, existsUpload: 'ask' }, answer: (question) => (question.kind === 'file-exists' ? null : trusting(question)) });
    const asked = () => stage.engine.questions.filter(({ kind }) => kind === 'file-exists').length;
    send(session);
    await stage.engine.until(() => asked() === 1);
    await rm(target());
    const question = stage.engine.events.findLast((event) => event.type === 'question');
    if (question?.type !== 'question') return expect.unreachable();
    valueOf(await stage.engine.client.answer(question.id, { kind: 'file-exists', answer: { action: 'overwrite', scope: 'this' } }));
    await stage.engine.until(() => stage.engine.rows()[0]?.state === 'done');
    await writeFile(target(), 'theirs again');
    valueOf(await stage.engine.client.retryTransfers([stage.engine.rows()[0]!.id]));
    await stage.engine.until(() => asked() === 2);
    expect(await readFile(target(), 'utf8')).toBe('theirs again');
  });

  it('can be given up while another file is on its way to it', async () => {
    await writeFile(source(), 'mine');
    let begun = false;
    const session = await stage.serve(() => ({ upload: (_given, _path, { signal }) => new Promise((_resolve, reject) => {
      begun = true;
      signal.addEventListener('abort', () => reject(Failure.of('cancelled')), { once: true });
    }) }));
    send(session);
    await stage.engine.until(() => begun);
    send(session);
    await stage.engine.until(() => stage.engine.rows().length === 2 && stage.engine.rows().every(({ state }) => state === 'active'));
    valueOf(await stage.engine.client.cancelTransfers([stage.engine.rows()[1]!.id]));
    await stage.engine.until(() => stage.engine.rows()[1]!.state === 'cancelled');
    expect(stage.engine.rows()[0]!.state).toBe('active');
  });

  it.each([
    { was: null, rule: 'ask', answers: ['skip'], left: 'theirs', state: 'skipped' },
    { was: null, rule: 'ask', answers: ['overwrite'], left: 'mine', state: 'done' },
    { was: 'old', rule: 'ask', answers: ['overwrite', 'skip'], left: 'theirs', state: 'skipped' },
    { was: 'old', rule: 'overwrite', answers: [], left: 'mine', state: 'done' },
  ] as const)('is not lost where it comes, or changes, while a download is on its way to it: %j', async ({ was, rule, answers, left, state }) => {
    const [there, place] = [join(stage.scratch, 'server/b'), join(stage.scratch, 'chosen/b')];
    await writeFile(there, 'mine');
    if (was !== null) await writeFile(place, was);
    let loads = 0;
    const session = await stage.serve((own) => ({
      download: async (path, sink, how) => {
        const bytes = await own.download(path, sink, how);
        if (++loads === 1) await writeFile(place, 'theirs');
        return bytes;
      },
    }), {
      settings: { ...quickly, existsDownload: rule },
      answer: (question) => (question.kind === 'file-exists' ? { kind: 'file-exists', answer: { action: answers[asked() - 1]!, scope: 'this' } } : trusting(question)),
    });
    const asked = () => stage.engine.questions.filter(({ kind }) => kind === 'file-exists').length;
    void stage.engine.client.enqueue(stage.request(session, 'b'));
    await stage.engine.idle();
    expect([await readFile(place, 'utf8'), stage.engine.rows()[0]?.state, asked()]).toEqual([left, state, answers.length]);
  });

  it('is said to have changed where there is no other attempt, and both are kept', async () => {
    await writeFile(join(stage.scratch, 'server/b'), 'mine');
    const place = join(stage.scratch, 'chosen/b');
    const session = await stage.serve((own) => ({
      download: async (path, sink, how) => {
        const bytes = await own.download(path, sink, how);
        await writeFile(place, 'theirs');
        return bytes;
      },
    }));
    void stage.engine.client.enqueue(stage.request(session, 'b'));
    await stage.engine.idle();
    expect(stage.engine.rows()[0]).toMatchObject({ state: 'failed', failure: { reason: 'target-changed', parameters: { path: place } } });
    const all = await Promise.all((await readdir(join(stage.scratch, 'chosen'))).map((name) => readFile(join(stage.scratch, 'chosen', name), 'utf8')));
    expect(all.toSorted()).toEqual(['mine', 'theirs']);
  });
});

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/model/entry.ts';
import { folderStage, row } from './folder-stage.ts';
import { Failure } from './session/failure.ts';
import type { Session } from './session/session.ts';

const stage = folderStage();

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

describe('a session that lets everything through', () => {
  it('cannot make the queue write outside the chosen folder', async () => {
    const names = ['../escaped', '../../escaped', '..', '.', '', '/etc/escaped', 'a/b', 'line\nbreak', 'line\r\nbreak', 'nul\0', 'x'.repeat(300), '\ud800'];
    const session = await stage.serve(() => listing([...names.map((name) => row(name)), ...names.map((name) => row(name, { kind: 'directory' })), row('good')]));
    const rows = await stage.download(session);
    const reasons = rows.filter((each) => each.state === 'failed').map((each) => each.failure?.reason);
    expect(reasons).toHaveLength(names.length * 2);
    expect(new Set(reasons)).toEqual(new Set(['unsafe-name', 'impossible-name', 'name-too-long']));
    expect((await readdir(stage.scratch)).toSorted()).toEqual(['chosen', 'server']);
    expect(await readdir(join(stage.scratch, 'chosen'), { recursive: true })).toEqual(['server', 'server/good']);
  });

  it('cannot pass off half a file as the whole', async () => {
    const session = await stage.serve(() => ({ ...listing([row('short', { size: 400 })]), stat: () => Promise.reject(Failure.of('not-supported', { host: 'h', what: 'stat' })) }));
    const [, file] = await stage.download(session);
    expect(file).toMatchObject({ state: 'failed', failure: { reason: 'wrong-size', parameters: { actual: 4, expected: 400 } } });
    expect(await readdir(join(stage.scratch, 'chosen/server'))).toEqual([]);
  });

  it('may have a file that changed since it was listed', async () => {
    const session = await stage.serve(() => ({ ...listing([row('grown', { size: 2 })]), stat: () => Promise.resolve(row('grown', { size: 4 })) }));
    expect((await stage.download(session)).map((each) => each.state)).toEqual(['done', 'done']);
  });

  it('cannot lead round in circles', async () => {
    const session = await stage.serve(() => ({
      ...listing([]),
      list: (path, { onEntries }) => {
        onEntries([row('again', { kind: 'directory' }), row('loop', { kind: 'link', targetKind: 'directory' }), row('device', { kind: 'other' })]);
        return path.length > 0 ? Promise.resolve() : Promise.reject(Failure.of('cancelled'));
      },
    }));
    const rows = await stage.download(session);
    expect(rows.filter((each) => each.failure?.reason === 'too-deep')).toHaveLength(3);
    expect(rows.filter((each) => each.state === 'skipped')).toHaveLength(500);
    expect(rows.length).toBeLessThan(1_000);
  });
});

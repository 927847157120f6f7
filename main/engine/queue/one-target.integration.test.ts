import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { LOCAL_SESSION, type TransferId } from '../../../shared/model/ids.ts';
import { valueOf } from '../test-engine.ts';
import { it, type Stage } from './testing/double-stage.ts';

const SIZE = 300_000;
const content = (letter: string) => Buffer.alloc(SIZE, `${letter} strand `);

const both = { files: { '/one/a.bin': content('1'), '/two/a.bin': content('2') } };

/** Two files of a name on a server, and how one of them is sent on its way to the one place that both have, until part of it has come. */
async function oneTarget(stage: Stage, scratch: string) {
  const { engine, session } = await stage(both, { transfers: 1, settings: { downloadRate: 200_000 } });
  const begin = async (folder: string, bytes = 100_000): Promise<TransferId> => {
    valueOf(await engine.client.enqueue({ sources: [{ place: { session, path: `/${folder}/a.bin` }, kind: 'file', size: SIZE }], targetDirectory: { session: LOCAL_SESSION, path: scratch } }));
    const { id } = engine.rows().at(-1)!;
    await engine.moved(bytes, id);
    return id;
  };
  return { engine, begin };
}

/** Both on their way: the first is held when part of it has come, and the second has begun. */
async function begun(stage: Stage, scratch: string) {
  const { engine, begin } = await oneTarget(stage, scratch);
  const first = await begin('one');
  valueOf(await engine.client.pauseTransfers([first], true));
  await engine.until(() => engine.rows()[0]?.state === 'paused');
  await begin('two');
  return { engine, first, states: () => engine.rows().map((row) => row.failure?.reason ?? row.state) };
}

describe('two rows for one target', () => {
  it('keep what has arrived of each', async ({ stage, scratch }) => {
    const { engine, first, states } = await begun(stage, scratch);
    expect(await readdir(scratch)).toEqual(['.a.bin.2.hawser-part', '.a.bin.hawser-part']);
    await engine.until(() => states()[1] === 'done');
    expect((await readFile(join(scratch, 'a.bin'))).equals(content('2'))).toBe(true);
    valueOf(await engine.client.pauseTransfers([first], false));
    await engine.idle();
    expect(engine.rows()[0]).toMatchObject({ state: 'done', note: 'went-on' });
    expect((await readFile(join(scratch, 'a.bin'))).equals(content('1'))).toBe(true);
    expect(await readdir(scratch)).toEqual(['a.bin']);
  });

  it('have one that is done cleared without harm to the other, which has been given the name of its part', async ({ stage, scratch }) => {
    const { engine, begin } = await oneTarget(stage, scratch);
    const first = await begin('one', 0);
    await engine.idle();
    const second = await begin('two');
    valueOf(await engine.client.pauseTransfers([second], true));
    await engine.until(() => engine.rows()[1]?.state === 'paused');
    expect((await readdir(scratch)).toSorted()).toEqual(['.a.bin.hawser-part', 'a.bin']);
    valueOf(await engine.client.clearTransfers([first]));
    await engine.until(() => engine.rows().length === 1);
    valueOf(await engine.client.pauseTransfers([second], false));
    await engine.idle();
    expect(engine.rows()).toMatchObject([{ state: 'done', note: 'went-on' }]);
    expect((await readFile(join(scratch, 'a.bin'))).equals(content('2'))).toBe(true);
  });

  it('have one given up without harm to the other', async ({ stage, scratch }) => {
    const { engine, first, states } = await begun(stage, scratch);
    valueOf(await engine.client.cancelTransfers([first]));
    await engine.until(() => states()[1] !== 'active');
    expect(states()).toEqual(['cancelled', 'done']);
    expect(await readdir(scratch)).toEqual(['a.bin']);
    expect((await readFile(join(scratch, 'a.bin'))).equals(content('2'))).toBe(true);
  });
});

import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFtpDouble } from '../../../e2e/fixtures/ftp-double.ts';
import { LOCAL_SESSION, type TransferId } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import { startTestEngine, valueOf } from '../test-engine.ts';

const SIZE = 300_000;
const content = (letter: string) => Buffer.alloc(SIZE, `${letter} strand `);

let scratch: string;
const cleanUps: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hawser-one-target-'));
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
  await rm(scratch, { recursive: true });
});

/** Two files of a name on a server, and how one of them is sent on its way to the one place that both have, until part of it has come. */
async function connect() {
  const server = await startFtpDouble({ files: { '/one/a.bin': content('1'), '/two/a.bin': content('2') } });
  cleanUps.push(server.stop);
  const engine = startTestEngine({ transfers: 1, settings: { downloadRate: 200_000 } });
  cleanUps.push(engine.close);
  const { session } = await engine.connect(profileSchema.parse({ protocol: 'ftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user } }), server.password);
  const begin = async (folder: string, bytes = 100_000): Promise<TransferId> => {
    valueOf(await engine.client.enqueue({ sources: [{ place: { session, path: `/${folder}/a.bin` }, kind: 'file', size: SIZE }], targetDirectory: { session: LOCAL_SESSION, path: scratch } }));
    const { id } = engine.rows().at(-1)!;
    await engine.moved(bytes, id);
    return id;
  };
  return { engine, begin };
}

/** Both on their way: the first is held when part of it has come, and the second has begun. */
async function stage() {
  const { engine, begin } = await connect();
  const first = await begin('one');
  valueOf(await engine.client.pauseTransfers([first], true));
  await engine.until(() => engine.rows()[0]?.state === 'paused');
  const second = await begin('two');
  return { engine, first, second, states: () => engine.rows().map((row) => row.failure?.reason ?? row.state) };
}

describe('two rows for one target', () => {
  it('keep what has arrived of each', async () => {
    const { engine, first, states } = await stage();
    expect(await readdir(scratch)).toEqual(['.a.bin.2.hawser-part', '.a.bin.hawser-part']);
    await engine.until(() => states()[1] === 'done');
    expect((await readFile(join(scratch, 'a.bin'))).equals(content('2'))).toBe(true);
    valueOf(await engine.client.pauseTransfers([first], false));
    await engine.idle();
    expect(engine.rows()[0]).toMatchObject({ state: 'done', note: 'went-on' });
    expect((await readFile(join(scratch, 'a.bin'))).equals(content('1'))).toBe(true);
    expect(await readdir(scratch)).toEqual(['a.bin']);
  });

  it('have one that is done cleared without harm to the other, which has been given the name of its part', async () => {
    const { engine, begin } = await connect();
    const first = await begin('one', 0);
    await engine.idle();
    const second = await begin('two', 100_000);
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

  it('have one given up without harm to the other', async () => {
    const { engine, first, states } = await stage();
    valueOf(await engine.client.cancelTransfers([first]));
    await engine.until(() => states()[1] !== 'active');
    expect(states()).toEqual(['cancelled', 'done']);
    expect(await readdir(scratch)).toEqual(['a.bin']);
    expect((await readFile(join(scratch, 'a.bin'))).equals(content('2'))).toBe(true);
  });
});

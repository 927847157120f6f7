import { copyFileSync, existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { startFtpDouble, type FtpDouble } from '../../../e2e/fixtures/ftp-double.ts';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileLabel, profileSchema } from '../../../shared/model/profile.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { hostMemory, startTestEngine, valueOf } from '../test-engine.ts';
import { stateNumber } from './store/schema.ts';

/** More than the end that is compared. */
const content = Buffer.alloc(300_000, 'strand ');

const scratch = scratchPerTest('placed');
let server: FtpDouble;
beforeEach(async () => {
  server = await startFtpDouble({ files: { '/there/a.bin': content } });
  onTestFinished(server.stop);
});

/** An engine with its queue in this file, which can sign in by itself. */
function open(file: string, settings: Partial<Settings>) {
  const profile = profileSchema.parse({ protocol: 'ftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user } });
  const memory = hostMemory();
  memory.secrets.set(profileLabel(profile), server.password);
  const engine = startTestEngine({ memory, queue: { path: scratch.at(file), goOn: true }, settings });
  onTestFinished(engine.close);
  return { engine, connect: () => engine.connect(profile, server.password) };
}

it.each([
  ['download', { keepTimes: true }], ['download', { keepTimes: false }], ['upload', { temporaryName: true, keepTimes: false }], ['copy', { temporaryName: true, keepTimes: false }],
] as const)('a file that was put in place right before the engine was killed is not sent again: %s, %o', async (direction, settings) => {
  const { engine, connect } = open('first.sqlite', settings);
  const { session } = await connect();
  await writeFile(scratch.at('up.bin'), content);
  const [from, to] = {
    upload: [{ session: LOCAL_SESSION, path: scratch.at('up.bin') }, { session, path: '/there' }] as const,
    download: [{ session, path: '/there/a.bin' }, { session: LOCAL_SESSION, path: scratch.path }] as const,
    copy: [{ session, path: '/there/a.bin' }, { session, path: '/else' }] as const,
  }[direction];
  valueOf(await engine.client.enqueue({ sources: [{ place: from, kind: 'file', size: content.length }], targetDirectory: to }));
  // What a kill leaves between the rename and the commit that follows it: the row is done, and its database does not know yet.
  await engine.until(() => engine.rows()[0]?.state === 'done');
  for (const tail of ['', '-wal']) if (existsSync(scratch.at(`first.sqlite${tail}`))) copyFileSync(scratch.at(`first.sqlite${tail}`), scratch.at(`second.sqlite${tail}`));

  const kept = new DatabaseSync(scratch.at('second.sqlite'));
  expect(kept.prepare('SELECT state, resume IS NOT NULL AS begun FROM items').all()).toEqual([{ state: stateNumber.active, begun: 1 }]);
  kept.close();

  const before = server.commands.length;
  const { engine: next } = open('second.sqlite', settings);
  await next.until(() => ['done', 'failed'].includes(next.rows()[0]?.state ?? ''));
  expect([next.rows()[0]?.failure, next.rows()[0]?.size]).toEqual([null, content.length]);
  expect(next.questions).toEqual([]);
  // The end alone is looked at, and that where the time does not tell; of a copy on both ends.
  const end = settings.keepTimes ? [] : Array<string>(direction === 'copy' ? 2 : 1).fill(`REST ${content.length - 65_536}`);
  expect(server.commands.slice(before).filter((line) => /^(?:STOR|REST|DELE|RNTO) /u.test(line))).toEqual(end);
  expect(server.commands.slice(before).filter((line) => line.startsWith('RETR ')).length).toBe(end.length);
  expect((await readFile(scratch.at(direction === 'download' ? 'a.bin' : 'up.bin'))).equals(content)).toBe(true);
  const there = { upload: ['/there/up.bin'], download: [], copy: ['/else/a.bin'] }[direction];
  expect([...server.files].map(([path, bytes]) => [path, bytes.equals(content)])).toEqual(['/there/a.bin', ...there].map((path) => [path, true]));
});

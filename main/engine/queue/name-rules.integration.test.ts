import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { LOCAL_SESSION, type SessionId } from '../../../shared/model/ids.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import { nameRules } from './name-rules.ts';
import { it } from './testing/double-stage.ts';

it('leaves out of a folder what the rules say, but sends a file that was chosen itself', async ({ stage, scratch }) => {
  const { engine, session, double } = await stage({}, { settings: { skipSourceControl: true, skipTemporaryFiles: true, excludeNames: ['secret*'] } });
  const folder = join(scratch, 'site');
  await mkdir(join(folder, '.git'), { recursive: true });
  for (const name of ['index.html', 'notes~', 'Secret.txt', '.git/config']) await writeFile(join(folder, name), name);
  await engine.transfer(LOCAL_SESSION, [{ path: folder, kind: 'directory' }, { path: join(folder, 'notes~'), kind: 'file' }], session, '/');
  expect([...double.files.keys()].toSorted()).toEqual(['/notes~', '/site/index.html']);
});

it.for(['the list', 'the site'] as const)('sends and brings text as text by %s, and takes the change in size for no fault', async (by, { stage, scratch }) => {
  const { engine, session, double } = await stage({ files: { '/there.txt': 'a\r\nb\r\n', '/there.bin': 'a\r\nb' } }, { settings: { textByList: by === 'the list', verify: true } }, by === 'the site' ? { transferType: 'ascii' } : {});
  await writeFile(join(scratch, 'here.txt'), 'one\ntwo\n');
  const up = await engine.transfer(LOCAL_SESSION, [{ path: join(scratch, 'here.txt'), kind: 'file' }], session, '/');
  const down = await engine.transfer(session, [{ path: '/there.txt', kind: 'file' }, { path: '/there.bin', kind: 'file' }], LOCAL_SESSION, scratch);
  expect([...up, ...down].map((row) => row.failure ?? row.state)).toEqual(['done', 'done', 'done']);
  expect(double.files.get('/here.txt')?.toString()).toBe('one\r\ntwo\r\n');
  expect(await readFile(join(scratch, 'there.txt'), 'utf8')).toBe('a\nb\n');
  expect(await readFile(join(scratch, 'there.bin'), 'utf8')).toBe(by === 'the list' ? 'a\r\nb' : 'a\nb');
  expect((await readdir(scratch)).toSorted()).toEqual(['here.txt', 'there.bin', 'there.txt']);
});

it('writes names as the target can hold them, and only there', () => {
  const session = 'remote' as SessionId;
  const safe = nameRules(settingsSchema.parse({}), 'win32');
  expect(safe.nameAt('a:b', LOCAL_SESSION, 'windows')).toBe('a%3Ab');
  expect(safe.nameAt('a:b', session, 'unix')).toBe('a:b');
  expect(nameRules(settingsSchema.parse({}), 'linux').nameAt('a:b', LOCAL_SESSION, 'unix')).toBe('a:b');
  expect(nameRules(settingsSchema.parse({}), 'linux').nameAt('CON', session, 'dos-virtual')).toBe('%43ON');
  expect(nameRules(settingsSchema.parse({ safeNames: false }), 'win32').nameAt('a:b', LOCAL_SESSION, 'windows')).toBe('a:b');
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scratchPerTest } from '../../e2e/fixtures/scratch.ts';
import { openJsonFile } from './json-file.ts';
import type { VersionedFormat } from './read-versioned.ts';

const schema = z.object({ version: z.literal(2), names: z.array(z.string()) });
type Document = z.infer<typeof schema>;
const format: VersionedFormat<Document> = {
  schema,
  version: 2,
  migrations: { 1: (old) => ({ names: [old['name']] }) },
};
const empty: Document = { version: 2, names: [] };
const holding = (...names: string[]): string => JSON.stringify({ version: 2, names });

const scratch = scratchPerTest('json');
let path: string;
const open = () => openJsonFile(path, format, empty);
const add = (name: string) => (document: Document): Document => ({ ...document, names: [...document.names, name] });
const asides = async (): Promise<string[]> => (await readdir(scratch.path)).filter((name) => /\.(?:damaged|version-\d+)-/u.test(name));

beforeEach(() => {
  path = scratch.at('names.json');
});

describe('a versioned JSON file', () => {
  it('starts empty, keeps what is written, and is readable by this user alone', async () => {
    const file = await open();
    expect(file.value()).toEqual(empty);
    expect(file.setAside).toBeNull();
    expect(await file.change(add('a'))).toEqual({ version: 2, names: ['a'] });
    expect((await open()).value().names).toEqual(['a']);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('runs changes one after another, each on the result of the one before', async () => {
    const file = await open();
    await Promise.all(Array.from({ length: 20 }, (_, index) => file.change(add(String(index)))));
    expect((await open()).value().names).toEqual(Array.from({ length: 20 }, (_, index) => String(index)));
  });

  it('keeps the content before the last write as .bak', async () => {
    const file = await open();
    await file.change(add('a'));
    await file.change(add('b'));
    expect(JSON.parse(await readFile(`${path}.bak`, 'utf8'))).toEqual({ version: 2, names: ['a'] });
  });

  it('migrates an older version, one step a version', async () => {
    await writeFile(path, JSON.stringify({ version: 1, name: 'old' }));
    const file = await open();
    expect(file.value()).toEqual({ version: 2, names: ['old'] });
    await file.change(add('more'));
    expect(JSON.parse(await readFile(`${path}.bak`, 'utf8'))).toEqual({ version: 1, name: 'old' });
  });

  it.each([
    ['half-written', holding('a', 'b').slice(0, -5)],
    ['empty', ''],
    ['of zero bytes from a power cut', '\0'.repeat(100)],
    ['of another shape', '{"version":2,"names":[1]}'],
    ['without a version', '{"names":[]}'],
    ['a list', '[]'],
  ])('sets a file aside that is %s, and uses the last good copy', async (_, damaged) => {
    await writeFile(path, damaged);
    await writeFile(`${path}.bak`, holding('a'));
    const file = await open();
    expect(file.value().names).toEqual(['a']);
    expect(file.setAside).toMatchObject({ file: 'names.json', recovered: true });
    await file.change(add('b'));
    await file.change(add('c'));
    const [kept, ...others] = await asides();
    expect(others).toEqual([]);
    expect(kept).toMatch(/^names\.damaged-[\dTZ-]+\.json$/u);
    expect(await readFile(scratch.at(kept ?? ''), 'utf8')).toBe(damaged);
    expect((await open()).value().names).toEqual(['a', 'b', 'c']);
  });

  it('starts empty and loses nothing when the last good copy is damaged too', async () => {
    await writeFile(path, '{');
    await writeFile(`${path}.bak`, '{"');
    const file = await open();
    expect(file.value()).toEqual(empty);
    expect(file.setAside).toMatchObject({ recovered: false });
    await file.change(add('a'));
    const texts = await Promise.all((await asides()).map((name) => readFile(scratch.at(name), 'utf8')));
    expect(texts.toSorted()).toEqual(['{', '{"']);
  });

  it('leaves a file of a later version for that version', async () => {
    await writeFile(path, JSON.stringify({ version: 3, words: ['x'] }));
    const file = await open();
    expect(file.value()).toEqual(empty);
    expect((await asides())[0]).toMatch(/^names\.version-3-/u);
  });

  it('takes the last good copy when the file itself is missing', async () => {
    await writeFile(`${path}.bak`, holding('a'));
    expect((await open()).value().names).toEqual(['a']);
  });

  it('refuses a change that cannot be written, and stays as it was', async () => {
    const file = await open();
    await file.change(add('a'));
    await mkdir(`${path}.tmp`);
    await expect(file.change(add('b'))).rejects.toMatchObject({ data: { reason: 'local-failed' } });
    expect(file.value().names).toEqual(['a']);
    await rm(`${path}.tmp`, { recursive: true, force: true });
    expect((await file.change(add('c'))).names).toEqual(['a', 'c']);
  });

  it('never writes over a damaged file that it cannot set aside', async () => {
    // The name is as long as the disk allows, so that none with a mark in it fits.
    path = scratch.at(`${'x'.repeat(240)}.json`);
    await writeFile(path, 'precious');
    const file = await open();
    await expect(file.change(add('a'))).rejects.toMatchObject({ data: { reason: 'local-failed' } });
    expect(await readFile(path, 'utf8')).toBe('precious');
  });
});

describe('a process that ends while it saves', () => {
  // Saves once or without end, one name of `size` characters after another, and says how many there are once they are safe.
  const script = `
    const [, path, size, times] = process.argv;
    const { openJsonFile } = await import(${JSON.stringify(new URL('json-file.ts', import.meta.url).href)});
    const { z } = await import(${JSON.stringify(import.meta.resolve('zod'))});
    const schema = z.object({ version: z.literal(2), names: z.array(z.string()) });
    const file = await openJsonFile(path, { schema, version: 2, migrations: {} }, { version: 2, names: [] });
    for (let round = 0; round < Number(times); round++) {
      const { names } = await file.change((old) => ({ version: 2, names: [...old.names, 'x'.repeat(Number(size))] }));
      process.stdout.write(names.length + '\\n');
    }`;
  const child = (command: string, first: readonly string[], size: number, times: number) =>
    spawn(command, [...first, '--input-type=module', '-e', script, path, String(size), String(times)], { stdio: ['ignore', 'pipe', 'ignore'] });

  it('leaves the old content when it ends in the middle of a write', async () => {
    await (await open()).change(add('a'));
    const whole = await readFile(path, 'utf8');
    // The system cuts every file at 64 blocks and ends the process that goes on writing.
    const saving = child('sh', ['-c', 'ulimit -f 64; exec "$0" "$@"', process.execPath], 1_000_000, 1);
    const [code, signal] = (await once(saving, 'close')) as [number | null, string | null];
    expect([code, signal]).not.toEqual([0, null]);
    expect(await readFile(path, 'utf8')).toBe(whole);
    expect((await open()).setAside).toBeNull();
  });

  it('loses nothing that was safe, at whatever moment it is killed', async () => {
    for (const milliseconds of [0, 5, 11]) {
      const saving = child(process.execPath, [], 2000, 1e9);
      let said = '';
      saving.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
      await once(saving.stdout, 'data');
      const until = performance.now() + milliseconds;
      while (performance.now() < until) await new Promise(setImmediate);
      saving.kill('SIGKILL');
      await once(saving, 'close');
      const safe = Number(said.split('\n').at(-2));
      const file = await open();
      expect(file.setAside).toBeNull();
      expect(file.value().names.length).toBeGreaterThanOrEqual(safe);
      expect(file.value().names.length).toBeLessThanOrEqual(safe + 1);
    }
  });
});

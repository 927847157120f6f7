import { realpathSync } from 'node:fs';
import { mkdtemp, readdir, rmdir } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { FILE_BYTES, OUTPUT_BYTES } from './program-output.ts';
import { runProgram } from './run-program.ts';

const home = realpathSync(homedir());
// The tests run in Electron, which is Node when its environment says so.
const script = (text: string, ...args: readonly string[]) => runProgram({ file: process.execPath, args: ['-e', text, ...args] }, home, () => undefined);

it('gives a program its arguments, folder and environment, and tells what it said in its order, and how it ended', async () => {
  const end = await script('console.log(JSON.stringify([process.argv.slice(1), process.cwd(), process.env.PATH])); console.error("\\u001b[31mred\\u001b[0m"); process.stdout.write("last"); process.exitCode = 3', 'a b', '', '"', '$HOME *');
  expect(end).toEqual({ code: 3, signal: null, output: [JSON.stringify([['a b', '', '"', '$HOME *'], home, process.env['PATH']]), 'red', 'last'], cut: false });
});

it('keeps the end of what was said at length, and leaves no file behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hawser-program-'));
  vi.stubEnv('TMPDIR', folder);
  const { output, cut } = await script(`for (let number = 0; number < 20000; number++) console.log("line " + number)`);
  expect(cut).toBe(true);
  expect(output.at(-1)).toBe('line 19999');
  expect(output.join('\n').length).toBeLessThan(OUTPUT_BYTES);
  vi.unstubAllEnvs();
  expect(await readdir(folder)).toEqual([]);
  await rmdir(folder);
});

it('keeps a bounded file of what is said without end, and the end of all of it', async () => {
  const talks = `
    const { fstatSync, writeSync } = require('node:fs');
    const size = () => fstatSync(1).size;
    let number = 0;
    const say = (count) => { let text = ''; for (const end = number + count; number < end; number++) text += 'line ' + number + '\\n'; writeSync(1, text); };
    while (size() <= ${FILE_BYTES}) say(1000);
    const full = size();
    for (const late = Date.now() + 10000; size() >= full && Date.now() < late;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    process.exitCode = size() < full ? 0 : 1;
    say(10);
  `;
  const { code, output, cut } = await script(talks);
  expect({ code, cut }).toEqual({ code: 0, cut: true });
  const numbers = output.map((line) => Number(line.slice(5)));
  expect(numbers).toEqual(numbers.map((_number, index) => numbers[0]! + index));
  expect([numbers.length, (numbers.at(-1)! + 1) % 1000]).toEqual([500, 10]);
});

it('tells which signal ended it, and fails where there is no such program', async () => {
  expect(await script('process.kill(process.pid, "SIGKILL")')).toMatchObject({ code: null, signal: 'SIGKILL' });
  await expect(runProgram({ file: '/nowhere/at/all', args: [] }, home, () => expect.unreachable())).rejects.toMatchObject({ code: 'ENOENT' });
});

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alone } from './lock.mjs';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'hawser-lock-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('two holders never work at once, and nothing stays behind', async () => {
  const file = join(folder, 'lock');
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => { setImmediate(resolve); });
    inside -= 1;
  };
  await Promise.all([alone(file, work), alone(file, work), alone(file, work)]);
  expect(most).toBe(1);
  expect(existsSync(file)).toBe(false);
});

test('the lock of a process that is gone is taken over', async () => {
  const file = join(folder, 'lock');
  writeFileSync(file, String(spawnSync(process.execPath, ['-e', '']).pid));
  await expect(alone(file, () => Promise.resolve('done'))).resolves.toBe('done');
});

test('a failure of the work sets the lock free', async () => {
  const file = join(folder, 'lock');
  await expect(alone(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(existsSync(file)).toBe(false);
});

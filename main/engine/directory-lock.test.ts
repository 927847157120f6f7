import { expect, it } from 'vitest';
import { createDirectoryLock } from './directory-lock.ts';

it('lets work on one directory wait for what was begun before it, also when that fails, and other directories go on', async () => {
  const lock = createDirectoryLock();
  const steps: string[] = [];
  let finish = (): void => {};
  const first = lock('/a', async () => {
    steps.push('first');
    await new Promise<void>((resolve) => { finish = resolve; });
    throw new Error('no');
  });
  const second = lock('/a', () => Promise.resolve(void steps.push('second')));
  await lock('/b', () => Promise.resolve(void steps.push('other')));
  expect(steps).toEqual(['first', 'other']);
  finish();
  await expect(first).rejects.toThrow('no');
  await second;
  expect(steps).toEqual(['first', 'other', 'second']);
});

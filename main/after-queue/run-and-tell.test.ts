import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import type { MainEvent } from '../../shared/ipc/main-events.ts';
import { runAndTell } from './run-and-tell.ts';

async function told(file: string, ...args: readonly string[]) {
  const events: MainEvent[] = [];
  await runAndTell({ command: { file, args }, program: 'it', folder: tmpdir(), emit: (event) => void events.push(event) });
  return events;
}

it('tells what a program said, and that it failed where its code is not 0', async () => {
  expect(await told(process.execPath, '-e', 'console.log("fine")')).toEqual([
    { type: 'program-started', program: 'it' },
    { type: 'program-ended', program: 'it', output: ['fine'], cut: false, failure: null },
  ]);
  const [, failed] = await told(process.execPath, '-e', 'process.exitCode = 3');
  expect(failed).toMatchObject({ failure: { reason: 'program-failed', parameters: { program: 'it', code: 3 } } });
  const [, killed] = await told(process.execPath, '-e', 'process.kill(process.pid, "SIGTERM")');
  expect(killed).toMatchObject({ failure: { reason: 'program-killed', parameters: { signal: 'SIGTERM' } } });
});

it('tells that a program could not be started, and why', async () => {
  expect(await told('/nowhere/at/all')).toEqual([expect.objectContaining({ type: 'program-ended', failure: expect.objectContaining({ reason: 'program-not-started', detail: expect.stringContaining('ENOENT') }) })]);
});

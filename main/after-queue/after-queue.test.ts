import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NO_NEWS } from '../../shared/model/queue-news.ts';
import { COUNTDOWN_SECONDS, createAfterQueue } from './after-queue.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function watch() {
  const did: string[] = [];
  const deed = (name: string) => () => void did.push(name);
  const control = createAfterQueue({
    platform: 'linux',
    deeds: { disconnect: deed('disconnect'), quit: deed('quit'), sleep: deed('sleep'), 'shut-down': deed('shut-down'), program: (path, args, { done }) => void did.push([path, ...(args ?? ['?']), done].join(' ')) },
    tell: ({ done, failed }) => void did.push(`told ${done} ${failed}`),
    changed: () => undefined,
    failed: (thrown) => void did.push(String(thrown)),
  });
  const ends = (done = 3, failed = 0, skipped = 0) => control.news({ ...NO_NEWS, ended: { done, failed, skipped } });
  return { control, did, ends, busy: () => control.news({ ...NO_NEWS, totals: { ...NO_NEWS.totals, active: 1 } }) };
}

it('does what was chosen once, or every time', () => {
  const { control, did, ends } = watch();
  control.choose({ action: 'disconnect', always: false, argumentLine: '' });
  ends();
  ends(1, 2);
  expect(did).toEqual(['told 3 0', 'disconnect', 'told 1 2']);
  control.choose({ action: 'program', always: false, argumentLine: '' });
  expect(control.value().action).toBe('nothing');
  control.useProgram('/bin/after');
  control.choose({ action: 'program', always: true, argumentLine: '"a b" c' });
  ends();
  ends();
  expect(did.slice(3)).toEqual(['told 3 0', '/bin/after a b c 3', 'told 3 0', '/bin/after a b c 3']);
  // What makes no sense is no reason to run it with less.
  expect(control.choose({ action: 'program', always: true, argumentLine: '"a' }).args).toBeNull();
  ends();
  expect(did.at(-1)).toBe('/bin/after ? 3');
});

it('does nothing where the queue was only emptied, and what was chosen where every file was skipped', () => {
  const { control, did, ends } = watch();
  control.choose({ action: 'quit', always: false, argumentLine: '' });
  ends(0, 0);
  vi.runAllTimers();
  expect(did).toEqual([]);
  // Where all was there already it has been worked off.
  ends(0, 0, 5);
  vi.runAllTimers();
  expect(did).toEqual(['told 0 0', 'quit']);
});

it.each(['quit', 'sleep', 'shut-down'] as const)('announces before it does %s, once', (action) => {
  const { control, did, ends, busy } = watch();
  control.choose({ action, always: true, argumentLine: '' });
  ends();
  expect(control.value().countdown?.action).toBe(action);
  vi.advanceTimersByTime((COUNTDOWN_SECONDS - 1) * 1000);
  // More to do: the end of that counts.
  busy();
  vi.runAllTimers();
  expect(did).toEqual(['told 3 0']);
  ends();
  control.cancel();
  vi.runAllTimers();
  ends();
  vi.runAllTimers();
  expect(did).not.toContain(action);
  control.choose({ action, always: true, argumentLine: '' });
  ends();
  vi.runAllTimers();
  ends();
  vi.runAllTimers();
  expect(did.filter((one) => one === action)).toEqual([action]);
});

it('counts down anew where the queue ends again, and does nothing once that was called off or something else was chosen', () => {
  const { control, did, ends } = watch();
  control.choose({ action: 'shut-down', always: false, argumentLine: '' });
  ends();
  vi.advanceTimersByTime(10_000);
  ends();
  vi.advanceTimersByTime((COUNTDOWN_SECONDS - 1) * 1000);
  expect(did).not.toContain('shut-down');
  control.cancel();
  vi.runAllTimers();
  control.choose({ action: 'quit', always: false, argumentLine: '' });
  ends();
  control.useProgram('/bin/after');
  expect(control.value()).toMatchObject({ action: 'program', countdown: null });
  vi.runAllTimers();
  expect(did.filter((one) => !one.startsWith('told'))).toEqual([]);
});

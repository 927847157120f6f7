import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NO_NEWS } from '../../shared/model/queue-news.ts';
import { COUNTDOWN_SECONDS, createAfterQueue } from './after-queue.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function watch() {
  const did: string[] = [];
  const deed = (name: string) => () => void did.push(name);
  const control = createAfterQueue({
    deeds: { disconnect: deed('disconnect'), quit: deed('quit'), sleep: deed('sleep'), 'shut-down': deed('shut-down'), program: (path, { done }) => void did.push(`${path} ${done}`) },
    tell: ({ done, failed }) => void did.push(`told ${done} ${failed}`),
    changed: () => undefined,
    failed: (thrown) => void did.push(String(thrown)),
  });
  const ends = (done = 3, failed = 0, skipped = 0) => control.news({ ...NO_NEWS, ended: { done, failed, skipped } });
  return { control, did, ends, busy: () => control.news({ ...NO_NEWS, totals: { ...NO_NEWS.totals, active: 1 } }) };
}

it('does what was chosen once, or every time', () => {
  const { control, did, ends } = watch();
  control.choose({ action: 'disconnect', always: false });
  ends();
  ends(1, 2);
  expect(did).toEqual(['told 3 0', 'disconnect', 'told 1 2']);
  control.choose({ action: 'program', always: false });
  expect(control.value().action).toBe('nothing');
  control.useProgram('/bin/after');
  control.choose({ action: 'program', always: true });
  ends();
  ends();
  expect(did.slice(3)).toEqual(['told 3 0', '/bin/after 3', 'told 3 0', '/bin/after 3']);
});

it('does nothing where the queue was only emptied, and what was chosen where every file was skipped', () => {
  const { control, did, ends } = watch();
  control.choose({ action: 'quit', always: false });
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
  control.choose({ action, always: true });
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
  control.choose({ action, always: true });
  ends();
  vi.runAllTimers();
  ends();
  vi.runAllTimers();
  expect(did.filter((one) => one === action)).toEqual([action]);
});

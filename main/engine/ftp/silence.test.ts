import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Silence } from './silence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const tooLong = vi.fn();
  return { silence: new Silence(1000, tooLong), tooLong };
}

it('is too long a limit after the wait began, and not before', () => {
  const { silence, tooLong } = watched();
  silence.waiting = true;
  vi.advanceTimersByTime(999);
  expect(tooLong).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(tooLong).toHaveBeenCalledTimes(1);
});

it('begins anew with each word, and with each wait', () => {
  const { silence, tooLong } = watched();
  silence.waiting = true;
  for (let turn = 0; turn < 5; turn++) {
    vi.advanceTimersByTime(900);
    silence.broken();
  }
  silence.waiting = false;
  vi.advanceTimersByTime(100_000);
  silence.waiting = true;
  vi.advanceTimersByTime(999);
  expect(tooLong).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(tooLong).toHaveBeenCalledTimes(1);
});

it('counts for nothing while no reply is waited for, whatever is heard', () => {
  const { silence, tooLong } = watched();
  silence.waiting = true;
  silence.waiting = false;
  silence.broken();
  vi.advanceTimersByTime(100_000);
  silence.waiting = true;
  silence.stop();
  vi.advanceTimersByTime(100_000);
  expect(tooLong).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

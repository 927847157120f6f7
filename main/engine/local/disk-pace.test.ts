import { afterEach, expect, it, vi } from 'vitest';
import { diskIsQuick, setDiskPace, timed } from './disk-pace.ts';

afterEach(() => {
  setDiskPace('quick');
  vi.restoreAllMocks();
});

/** Makes calls that seem to take so many milliseconds. */
function calls(durations: readonly number[]): void {
  let clock = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  for (const duration of durations) timed(() => { clock += duration; });
  vi.restoreAllMocks();
}

it('stays quick when a few calls among many wait for the processor', () => {
  calls(Array.from({ length: 200 }, (_, index) => (index % 40 === 0 ? 30 : 0.1)));
  expect(diskIsQuick()).toBe(true);
});

it('is slow after many long calls, or one very long', () => {
  calls(Array.from({ length: 20 }, () => 15));
  expect(diskIsQuick()).toBe(false);
  setDiskPace('quick');
  calls([120]);
  expect(diskIsQuick()).toBe(false);
});

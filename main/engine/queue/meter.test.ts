import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { transferIdSchema } from '../../../shared/model/ids.ts';
import { createMeter, type Metered } from './meter.ts';

const id = transferIdSchema.parse('t1');

describe('the meter', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it('sends ten times a second while something runs, and then stops its timer', () => {
    let running: Metered[] = [{ id, bytes: 0 }];
    const sent: unknown[] = [];
    const meter = createMeter({ active: () => running, send: (rows) => sent.push(rows), now: () => Date.now() });
    meter.wake();
    meter.wake();
    for (let tick = 1; tick <= 20; tick++) {
      running = [{ id, bytes: tick * 50_000 }];
      meter.add(50_000);
      vi.advanceTimersByTime(100);
    }
    expect(sent).toHaveLength(20);
    expect(meter.rate()).toBeCloseTo(500_000, -3);
    expect(sent.at(-1)).toEqual([{ id, bytes: 1_000_000, rate: 500_000 }]);
    running = [];
    vi.advanceTimersByTime(100);
    expect(vi.getTimerCount()).toBe(0);
    expect(meter.rate()).toBe(0);
    expect(sent).toHaveLength(20);
  });

  it('tells the rate of the last three seconds', () => {
    let bytes = 0;
    const meter = createMeter({ active: () => [{ id, bytes }], send: () => {}, now: () => Date.now() });
    meter.wake();
    const run = (ticks: number, perTick: number) => {
      for (let tick = 0; tick < ticks; tick++) {
        bytes += perTick;
        meter.add(perTick);
        vi.advanceTimersByTime(100);
      }
    };
    run(50, 1_000_000);
    expect(meter.rate()).toBeCloseTo(10_000_000, -2);
    run(31, 0);
    expect(meter.rate()).toBe(0);
    meter.stop();
  });
});

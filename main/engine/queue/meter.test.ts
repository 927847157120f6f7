import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { transferIdSchema } from '../../../shared/model/ids.ts';
import { createMeter, type Metered, TICK_MS } from './meter.ts';

const id = transferIdSchema.parse('t1');

describe('the meter', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it('sends three times a second while something runs, and then stops its timer', () => {
    let running: Metered[] = [{ id, bytes: 0 }];
    const sent: unknown[] = [];
    const meter = createMeter({ active: () => running, send: (rows) => sent.push(rows), now: () => Date.now() });
    meter.wake();
    meter.wake();
    for (let tick = 1; tick <= 20; tick++) {
      running = [{ id, bytes: tick * 50_000 }];
      meter.add(50_000);
      vi.advanceTimersByTime(TICK_MS);
    }
    expect(sent).toHaveLength(20);
    expect(meter.rate()).toBeCloseTo(50_000 / (TICK_MS / 1000));
    expect(sent.at(-1)).toEqual([{ id, bytes: 1_000_000, rate: meter.rate() }]);
    running = [];
    vi.advanceTimersByTime(TICK_MS);
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
        vi.advanceTimersByTime(TICK_MS);
      }
    };
    run(15, 333_000);
    expect(meter.rate()).toBeCloseTo(1_000_000);
    run(10, 0);
    expect(meter.rate()).toBe(0);
    meter.stop();
  });

  it('sends at once where something else is told, and a whole while later by itself', () => {
    let bytes = 0;
    const sent: number[] = [];
    const meter = createMeter({ active: () => [{ id, bytes }], send: (rows) => sent.push(rows[0]?.bytes ?? 0), now: () => Date.now() });
    meter.sendNow();
    meter.wake();
    vi.advanceTimersByTime(TICK_MS - 1);
    bytes = 7;
    meter.sendNow();
    expect(sent).toEqual([7]);
    bytes = 8;
    vi.advanceTimersByTime(TICK_MS - 1);
    expect(sent).toEqual([7]);
    vi.advanceTimersByTime(1);
    expect(sent).toEqual([7, 8]);
    meter.stop();
  });

  it('tells of a row again when its rate has changed and its bytes have not', () => {
    let bytes = 0;
    const sent: number[] = [];
    const meter = createMeter({ active: () => [{ id, bytes }], send: (rows) => sent.push(...rows.map(({ rate }) => rate)), now: () => Date.now() });
    meter.wake();
    vi.advanceTimersByTime(TICK_MS);
    bytes = 333_000;
    vi.advanceTimersByTime(TICK_MS);
    expect(sent).toEqual([0, 1_000_000]);
    vi.advanceTimersByTime(4_000);
    expect(sent.at(-1)).toBe(0);
    const told = sent.length;
    vi.advanceTimersByTime(4_000);
    expect(sent).toHaveLength(told);
    meter.stop();
  });
});

import { describe, expect, it } from 'vitest';
import { failureData } from '../../../shared/model/failure.ts';
import { ratesAt, createPace } from './pace.ts';
import { retryDelay, retryOf } from './retry.ts';

const settings = { retries: 3, retryDelaySeconds: 5 };

describe('another attempt', () => {
  it.each([
    ['connection-lost', 'later'], ['reply-timeout', 'later'], ['data-cut-short', 'later'], ['wrong-size', 'later'], ['connection-refused', 'server'], ['host-not-found', 'server'],
    ['too-many-connections', 'fewer'], ['wrong-password', 'account'], ['host-key-changed', 'account'], ['sign-in-cancelled', 'account'],
    ['permission-denied', 'never'], ['no-such-file', 'never'], ['server-full', 'never'], ['disk-full', 'never'], ['cancelled', 'never'], ['unexpected', 'never'],
  ] as const)('after %s: %s', (reason, retry) => expect(retryOf(failureData(reason))).toBe(retry));

  it('waits twice as long each time, give or take a fifth, and comes to an end', () => {
    const lost = failureData('connection-lost', { host: 'h' });
    expect([1, 2, 3].map((attempt) => retryDelay(lost, attempt, settings, 0.5))).toEqual([5_000, 10_000, 20_000]);
    expect([retryDelay(lost, 1, settings, 0), retryDelay(lost, 1, settings, 1)].map((wait) => Math.round(wait!))).toEqual([4_000, 6_000]);
    expect(retryDelay(lost, 4, settings, 0.5)).toBeNull();
    expect(retryDelay(lost, 40, { ...settings, retries: 99 }, 0.5)).toBe(300_000);
    expect(retryDelay(failureData('wrong-password'), 1, settings, 0.5)).toBeNull();
  });
});

describe('a speed limit', () => {
  it('lets through what it says, over any time, and costs nothing when there is none', () => {
    let now = 0;
    const pace = createPace(() => 100_000, () => now);
    for (let piece = 0; piece < 200; piece++) now += pace.take(16_384);
    expect((200 * 16_384 * 1_000) / now).toBeCloseTo(100_000, -3);
    expect(createPace(() => null).take(1e9)).toBe(0);
  });

  it('may not be saved up', () => {
    let now = 0;
    const pace = createPace(() => 1_000_000, () => now);
    now = 3_600_000;
    expect(pace.take(2_000_000)).toBeCloseTo(1_900, 0);
  });

  const night = { days: [5], from: 22 * 60, to: 6 * 60, uploadRate: null, downloadRate: 5_000_000 };
  const rates = { rateLimits: true, uploadRate: 1_000, downloadRate: 2_000, rateSchedule: [night] };
  it.each([
    ['on its evening', new Date(2026, 10, 20, 23, 0), 5_000_000],
    ['on the morning after', new Date(2026, 10, 21, 5, 59), 5_000_000],
    ['no longer when it has ended', new Date(2026, 10, 21, 6, 0), 2_000],
    ['not on another day’s evening', new Date(2026, 10, 21, 23, 0), 2_000],
    ['not in the morning of its own day', new Date(2026, 10, 20, 5, 0), 2_000],
  ])('by the time of day counts %s', (_when, at, expected) => expect(ratesAt(rates, at).downloadRate).toBe(expected));

  it('count only while they are on', () => expect(ratesAt({ ...rates, rateLimits: false }, new Date())).toEqual({ uploadRate: null, downloadRate: null }));
});

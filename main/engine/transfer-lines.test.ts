import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from './session/failure.ts';
import type { Session } from './session/session.ts';
import { createTransferLines, RETRY_MS, type Lease } from './transfer-lines.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new AbortController().signal;
/** Lets everything that is ready run. */
const settle = () => vi.advanceTimersByTimeAsync(0);

/** A server that lets so many in. */
function serverOf(room: number) {
  const server = { room, open: 0, tries: 0, lowered: [] as number[] };
  const open = (): Promise<Session> => {
    server.tries += 1;
    if (server.open >= server.room) return Promise.reject(Failure.of('too-many-connections', { host: 'test' }));
    server.open += 1;
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => { end = resolve; });
    const close = (): Promise<void> => {
      server.open -= 1;
      end();
      return Promise.resolve();
    };
    return Promise.resolve({ concurrency: 1, ended, close } as Session);
  };
  const lines = createTransferLines({ open, limit: () => 4, placesHint: () => 1, onLowered: (count) => void server.lowered.push(count) });
  const leases: Lease[] = [];
  const take = (): void => void lines.lease(never).then((lease) => leases.push(lease));
  return { server, lines, leases, take };
}

describe('a server that lets fewer connections in than are wanted', () => {
  it('is content with what it allows, says so, and is asked again later', async () => {
    const { server, lines, leases, take } = serverOf(2);
    for (let count = 0; count < 4; count += 1) take();
    await settle();
    expect(leases).toHaveLength(2);
    expect(server.lowered.at(-1)).toBe(2);
    const { tries } = server;
    leases[0]!.release();
    await settle();
    expect([leases.length, server.tries]).toEqual([3, tries]);
    server.room = 4;
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect(server.open).toBe(3);
    expect(leases).toHaveLength(4);
    await lines.close();
  });

  it('says no when there is no connection at all to wait for', async () => {
    const { lines } = serverOf(0);
    await expect(lines.lease(never)).rejects.toMatchObject({ data: { reason: 'too-many-connections' } });
  });
});

it('closes a connection whose transfer was cancelled while it was opened', async () => {
  const { server, lines } = serverOf(1);
  const cancelled = new AbortController();
  const lease = lines.lease(cancelled.signal);
  cancelled.abort();
  await expect(lease).rejects.toMatchObject({ data: { reason: 'cancelled' } });
  await settle();
  expect(server.open).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.open).toBe(0);
});

it('closes connections that nobody has used for a while', async () => {
  const { server, leases, take } = serverOf(2);
  take();
  take();
  await settle();
  expect(server.open).toBe(2);
  leases[0]!.release();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.open).toBe(1);
});

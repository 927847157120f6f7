import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionIdSchema } from '../../../shared/model/ids.ts';
import type { Account } from '../account.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { createLeftovers } from './leftovers.ts';

const server = sessionIdSchema.parse('s');

/** A server that answers removals with these, one after the other, and then with success. */
function stage(...answers: readonly (Failure | null)[]) {
  const coming = [...answers];
  const asked: string[] = [];
  const kept: string[] = [];
  const session = {
    remove: (path: string) => {
      asked.push(path);
      const answer = coming.shift() ?? null;
      return answer === null ? Promise.resolve() : Promise.reject(answer);
    },
  } as unknown as Session;
  const account = { facts: () => ({}), pool: { browsing: () => (line ? session : null), browse: (use: (session: Session) => unknown) => use(session) } } as unknown as Account;
  let [open, line] = [true, true];
  return {
    asked,
    left: () => JSON.parse(kept.at(-1) ?? '[]') as unknown,
    close: (closed: boolean) => { open = !closed; },
    breakLine: (broken: boolean) => { line = !broken; },
    start: (text?: unknown) => createLeftovers({ open: () => (open ? account : null) }, text ?? kept.at(-1), (now) => kept.push(now)),
  };
}

describe('what is left on a server', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });
  const lost = Failure.of('connection-lost', { host: 'h' });

  it('is tried again after a line that broke, less and less often, until it is gone', async () => {
    const { asked, left, start } = stage(lost, lost, lost);
    const leftovers = start();
    await leftovers.remove(server, '/.a.hawser-part');
    expect([asked.length, left()]).toEqual([1, [{ session: server, path: '/.a.hawser-part' }]]);
    for (const [after, times] of [[999, 1], [1, 2], [1_999, 2], [1, 3], [4_000, 4]] as const) {
      await vi.advanceTimersByTimeAsync(after);
      expect(asked).toHaveLength(times);
    }
    expect([left(), vi.getTimerCount()]).toEqual([[], 0]);
  });

  it('has nobody sign in again and again for it: after the first try it waits for a line that is open', async () => {
    const { asked, left, start, breakLine } = stage(lost);
    breakLine(true);
    await start().remove(server, '/.a.hawser-part');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toHaveLength(1);
    breakLine(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asked.length, left()]).toEqual([2, []]);
  });

  it('goes with the next engine, once somebody has opened the server', async () => {
    const { asked, left, start, close } = stage(lost);
    const first = start();
    await first.remove(server, '/.a.hawser-part');
    first.stop();
    expect(vi.getTimerCount()).toBe(0);
    close(true);
    const second = start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toHaveLength(1);
    close(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asked.length, left()]).toEqual([2, []]);
    second.stop();
  });

  it.each([Failure.of('no-such-file', { path: '/.a' }), Failure.of('permission-denied', { path: '/.a' })])('is left alone where the server refuses it twice, since it may come late: %s', async (refusal) => {
    const { asked, left, start } = stage(refusal, refusal);
    await start().remove(server, '/.a');
    await vi.advanceTimersByTimeAsync(120_000);
    expect([asked, left(), vi.getTimerCount()]).toEqual([['/.a', '/.a'], [], 0]);
  });

  it.each([7, '{', '[{"session":"s"}]', null])('is nothing where what was kept cannot be read: %j', async (kept) => {
    const { asked, start } = stage();
    start(kept);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([]);
  });
});

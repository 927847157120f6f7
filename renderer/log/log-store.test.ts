// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../shared/model/log-line.ts';
import { createLog, LOG_LIMIT } from './log-store.ts';

const line = (number: number, text = `line ${number}`): LogLine => ({ number, at: 0, session: null, connection: 0, kind: 'status', text });
const texts = (log: ReturnType<typeof createLog>) => log.store.getState().lines.map((one) => one.text);

describe('the log', () => {
  it('keeps the newest lines', () => {
    const log = createLog();
    log.add(Array.from({ length: LOG_LIMIT + 5 }, (_, index) => line(index)));
    expect(texts(log)).toHaveLength(LOG_LIMIT);
    expect(texts(log)[0]).toBe('line 5');
  });

  it('takes a snapshot in the place of what came from the same engine, and keeps what the last one said', () => {
    const log = createLog();
    log.add([line(1, 'old')]);
    log.engineGone();
    log.add([line(1, 'new 1')]);
    log.reset([line(1, 'new 1'), line(2, 'new 2')]);
    expect(texts(log)).toEqual(['old', 'new 1', 'new 2']);
    const numbers = log.store.getState().lines.map((one) => one.number);
    expect(new Set(numbers).size).toBe(3);
    log.clear();
    log.add([line(3, 'later')]);
    expect(texts(log)).toEqual(['later']);
  });
});

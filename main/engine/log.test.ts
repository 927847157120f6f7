import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogLine } from '../../shared/model/log-line.ts';
import { createLog } from './log.ts';

describe('the log', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it('numbers the lines and sends them in batches', () => {
    const sent: (readonly LogLine[])[] = [];
    const log = createLog((lines) => sent.push(lines));
    log.add(null, 0, 'command', 'NOOP');
    log.add(null, 1, 'reply', '200 Fine');
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(60);
    expect(sent.map((lines) => lines.map((line) => [line.number, line.connection, line.text]))).toEqual([[[1, 0, 'NOOP'], [2, 1, '200 Fine']]]);
    vi.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(1);
  });

  it('sends lines that come faster than anybody reads in larger batches, until they come slowly again', () => {
    const sent: number[] = [];
    const log = createLog((lines) => sent.push(lines.length));
    const say = (lines: number): void => {
      for (let index = 0; index < lines; index++) log.add(null, 0, 'command', 'NOOP');
    };
    say(11);
    vi.advanceTimersByTime(50);
    expect(sent).toEqual([11]);
    for (let passed = 0; passed < 500; passed += 50) {
      expect(sent).toEqual([11]);
      say(10);
      vi.advanceTimersByTime(50);
    }
    expect(sent).toEqual([11, 100]);
    say(1);
    vi.advanceTimersByTime(50);
    expect(sent).toEqual([11, 100, 1]);
  });

  it('keeps the newest 5,000', () => {
    const log = createLog(() => {});
    for (let index = 1; index <= 12_345; index++) log.add(null, 0, 'status', `${index}`);
    expect(log.lines()).toHaveLength(5_000);
    expect(log.lines().at(-1)?.text).toBe('12345');
    expect(log.lines()[0]?.text).toBe('7346');
  });

  it('shows no secret, wherever it stands', () => {
    const log = createLog(() => {});
    log.hide('hunter2 & co');
    log.hide('ab');
    log.add(null, 0, 'command', 'PASS hunter2 & co');
    log.add(null, 0, 'reply', '500 What is “hunter2 & co”?');
    log.add(null, 0, 'command', 'PASS ab');
    log.add(null, 0, 'reply', '250 about done');
    const texts = log.lines().map((line) => line.text);
    expect(texts.join()).not.toContain('hunter2');
    expect(texts[2]).toBe('PASS ••••••');
    expect(texts[3]).toBe('250 about done');
  });
});

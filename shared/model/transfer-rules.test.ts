import { describe, expect, it } from 'vitest';
import type { Entry, TimePrecision } from './entry.ts';
import { compareTimes, judgeConflict, type ConflictAction } from './transfer-rules.ts';

const file = (size: number | null, at: number | null, precision: TimePrecision = 'millisecond'): Entry => ({
  name: 'x', kind: 'file', size, modified: at === null ? null : { at, precision }, mode: null, owner: null, group: null, linkTarget: null, targetKind: null,
});
const minute = 60_000;

describe('times of two files', () => {
  it('compares with the precision that each was told in', () => {
    const at = (time: number, precision: TimePrecision) => ({ at: time, precision });
    const noon = Date.UTC(2026, 4, 1, 12);
    expect(compareTimes(at(noon + 59_999, 'millisecond'), at(noon, 'minute'))).toBe(0);
    expect(compareTimes(at(noon + minute, 'millisecond'), at(noon, 'minute'))).toBe(1);
    expect(compareTimes(at(noon - 1, 'millisecond'), at(noon, 'minute'))).toBe(-1);
    expect(compareTimes(at(noon + 900, 'millisecond'), at(noon, 'second'))).toBe(0);
    expect(compareTimes(at(noon, 'second'), at(noon - 1000, 'second'))).toBe(1);
    // A day is that of the server, wherever it stands.
    expect(compareTimes(at(Date.UTC(2026, 4, 2, 11, 59), 'minute'), at(Date.UTC(2026, 4, 1), 'day'))).toBe(0);
    expect(compareTimes(at(Date.UTC(2026, 4, 2, 12), 'minute'), at(Date.UTC(2026, 4, 1), 'day'))).toBe(1);
    expect(compareTimes(null, at(noon, 'day'))).toBeNull();
  });
});

describe('a rule for files that are there', () => {
  const same = file(10, 5);
  const cases: readonly (readonly [ConflictAction, Entry, Entry, string])[] = [
    ['overwrite', same, same, 'write'],
    ['skip', same, same, 'skip'],
    ['rename', same, same, 'rename'],
    ['newer', file(1, 9), same, 'write'],
    ['newer', same, same, 'skip'],
    ['newer', file(1, 4), same, 'skip'],
    ['newer', file(1, null), same, 'undecided'],
    ['size', file(11, 1), same, 'write'],
    ['size', file(10, 1), same, 'skip'],
    ['size', file(10, 1), { ...same, sizeRounded: true }, 'undecided'],
    ['size-or-newer', file(11, null), same, 'write'],
    ['size-or-newer', file(null, 6), same, 'write'],
    ['size-or-newer', file(10, 5), same, 'skip'],
    ['size-or-newer', file(10, null), same, 'undecided'],
    ['content', file(11, 5), same, 'write'],
    ['content', file(10, 5), same, 'compare'],
    ['content', file(null, 5), same, 'compare'],
    ['resume', file(11, 5), same, 'resume'],
    ['resume', file(10, 5), same, 'resume'],
    ['resume', file(9, 5), same, 'undecided'],
    ['newer', file(1, 9), { ...same, kind: 'link' }, 'undecided'],
    ['resume', file(11, 5), { ...same, kind: 'link' }, 'undecided'],
  ];
  it.each(cases)('%s of %o over %o: %s', (action, source, target, verdict) => {
    expect(judgeConflict(action, { direction: 'upload', source, target })).toBe(verdict);
  });

  it('continues nothing between two servers', () => {
    expect(judgeConflict('resume', { direction: 'copy', source: file(11, 5), target: same })).toBe('undecided');
  });
});

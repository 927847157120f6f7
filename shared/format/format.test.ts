import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount } from './bytes.ts';
import { formatModified, formatModifiedFully } from './date.ts';
import { displayName } from './display-name.ts';
import { formatDuration, timeLeft } from './duration.ts';
import { formatOctal, formatPermissions } from './permissions.ts';
import { formatRate } from './rate.ts';

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.00 kB'],
    [1234, '1.23 kB'],
    [9999, '10.0 kB'],
    [99_949, '99.9 kB'],
    [99_960, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1.00 MB'],
    [1_073_741_824, '1.07 GB'],
    [4e18, '4000 PB'],
  ])('%d is %s', (bytes, words) => expect(formatBytes(bytes)).toBe(words));
  it('groups the digits of a count', () => expect(formatCount(1_234_567)).toBe('1,234,567'));
});

describe('rates and durations', () => {
  it.each([
    [0, ''],
    [0.4, ''],
    [12_345_678, '12.3 MB/s'],
  ])('%d bytes per second is "%s"', (rate, words) => expect(formatRate(rate)).toBe(words));
  it.each([
    [0, '0:00'],
    [6.2, '0:07'],
    [59.9, '1:00'],
    [754, '12:34'],
    [3723, '1:02:03'],
    [400_000, '> 4 days'],
  ])('%d seconds is %s', (seconds, words) => expect(formatDuration(seconds)).toBe(words));
  it('tells the time left only when it can', () => {
    expect(timeLeft(1000, 400, 200)).toBe(3);
    expect(timeLeft(null, 400, 200)).toBeNull();
    expect(timeLeft(1000, 400, 0)).toBeNull();
    expect(timeLeft(1000, 1400, 10)).toBe(0);
  });
});

describe('dates', () => {
  const at = new Date(2026, 2, 4, 9, 6, 7).getTime();
  it.each([
    ['day', '2026-03-04', '2026-03-04'],
    ['minute', '2026-03-04 09:06', '2026-03-04 09:06'],
    ['second', '2026-03-04 09:06', '2026-03-04 09:06:07'],
  ] as const)('shows no more than the precision %s', (precision, short, full) => {
    expect(formatModified({ at, precision })).toBe(short);
    expect(formatModifiedFully({ at, precision })).toBe(full);
  });
  it('survives a time that no calendar holds', () => expect(formatModified({ at: Number.NaN, precision: 'day' })).toBe('?'));
});

describe('permissions', () => {
  it.each([
    [0o755, 'rwxr-xr-x', '755'],
    [0o4755, 'rwsr-xr-x', '4755'],
    [0o6640, 'rwSr-S---', '6640'],
    [0o1777, 'rwxrwxrwt', '1777'],
    [0, '---------', '000'],
  ])('%o', (mode, letters, octal) => {
    expect(formatPermissions(mode)).toBe(letters);
    expect(formatOctal(mode)).toBe(octal);
  });
});

describe('names', () => {
  it.each([
    ['plain name.txt', 'plain name.txt'],
    ['Zoë 日本 👍', 'Zoë 日本 👍'],
    ['caf\udce9', 'caf\\xE9'],
    ['a\nb', 'a\\u{A}b'],
    ['evil\u202egpj.exe', 'evil\\u{202E}gpj.exe'],
  ])('%j is shown as %s', (name, shown) => expect(displayName(name)).toBe(shown));
});

import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../../shared/model/entry.ts';
import { openCharset } from '../../charset/open-charset.ts';
import { detectingParser } from './detect.ts';
import { ListingSink } from './listing-sink.ts';
import { dosRows, eplfRows, mlsdRows } from './rows/common-servers.ts';
import { mainframes, oldServers, vmsRows } from './rows/rare-servers.ts';
import { now, type RowCase } from './rows/row-case.ts';
import { unixColumns, unixDates, unixLanguages } from './rows/unix.ts';
import { parseUnixCommon } from './unix-common.ts';
import { parseUnix } from './unix.ts';

const families: Readonly<Record<string, readonly RowCase[]>> = { unixColumns, unixDates, unixLanguages, mlsdRows, dosRows, eplfRows, vmsRows, oldServers, mainframes };
const all = Object.values(families).flat();
const unseeing = (rows: readonly RowCase[]) => rows.filter(([, , type]) => type === undefined);

/** Numbers from 0 to below `bound`, the same ones in every run (a linear congruential generator). */
function numbers(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

describe.each(Object.entries(families))('%s', (_, rows) => {
  it.each(rows.map(([line, expected, type]) => ({ line, expected, type })))('$line', ({ line, expected, type }) => {
    expect(detectingParser(type)(line, now)).toEqual(expected);
  });
});

describe('a listing', () => {
  it('is tested with rows enough, each another', () => {
    expect(new Set(all.map(([line]) => line)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(150);
  });

  it('takes rows of every dialect in one go, in any order, none read in the light of another', () => {
    const rows = unseeing(all);
    const next = numbers(3);
    const shuffled = rows.map((each) => ({ each, place: next(1e9) })).sort((a, b) => a.place - b.place).map(({ each }) => each);
    for (const order of [rows, rows.toReversed(), shuffled]) {
      const parse = detectingParser();
      expect(order.map(([line]) => [line, parse(line, now)])).toEqual(order.map(([line, expected]) => [line, expected]));
      expect(parse.rest()).toEqual([]);
    }
  });

  it('reads a server of a chosen type like any other where its own dialect does not fit', () => {
    for (const type of ['unix', 'vms', 'dos', 'dos-virtual', 'vxworks', 'zvm', 'nonstop', 'cygwin', 'mvs'] as const) {
      const parse = detectingParser(type);
      expect(unseeing(all).map(([line]) => [line, parse(line, now)])).toEqual(unseeing(all).map(([line, expected]) => [line, expected]));
    }
  });

  it('takes a short word for a member on MVS and nowhere else', () => {
    expect(detectingParser('mvs')('MEMBER01', now)).toMatchObject({ kind: 'file' });
    expect(detectingParser()('MEMBER01', now)).toMatchObject({ kind: 'unparsed', name: 'MEMBER01' });
  });

  it('puts a row of VMS together that comes in two lines', () => {
    const parse = detectingParser();
    expect(parse('A_NAME_TOO_LONG_FOR_ONE_LINE_OF_A_LISTING.TXT;1', now)).toBe('skip');
    expect(parse('                         3/6  11-FEB-2026 07:45  [ADA]', now)).toMatchObject({ name: 'A_NAME_TOO_LONG_FOR_ONE_LINE_OF_A_LISTING.TXT;1', size: 1536, owner: 'ADA' });
    expect(parse('ANOTHER.DIR;1', now)).toBe('skip');
    expect(parse('\t1  11-FEB-2026 07:45', now)).toMatchObject({ name: 'ANOTHER', kind: 'directory' });
    expect(parse.rest()).toEqual([]);
  });

  it('keeps a name of VMS whose second line never comes, and the row that comes instead', () => {
    const parse = detectingParser();
    const unix = '-rw-r--r-- 1 ada crew 1 Feb 11 2022 x';
    const lines = ['ALONE.TXT;1', unix, 'ALONE.TXT;2', 'ALONE.TXT;3', '   3/6  11-FEB-2026 07:45'];
    expect(lines.map((line) => parse(line, now))).toEqual(['skip', expect.objectContaining({ name: 'x' }), 'skip', 'skip', expect.objectContaining({ name: 'ALONE.TXT;3', size: 1536 })]);
    expect(parse.rest()).toMatchObject([{ name: 'ALONE.TXT;1', kind: 'unparsed' }, { name: 'ALONE.TXT;2', kind: 'unparsed' }]);
    expect(parse.rest()).toEqual([]);
    expect(parse('LAST.TXT;1', now)).toBe('skip');
    expect(parse.rest()).toMatchObject([{ name: 'LAST.TXT;1', kind: 'unparsed' }]);
  });

  it('loses no row to a line that nobody understands', () => {
    const parse = detectingParser();
    const lines = unseeing(all).flatMap(([line], index) => [line, `%% broken ${index} %%`]);
    const parsed = lines.map((line) => parse(line, now));
    expect(parsed.filter((entry) => entry !== 'skip' && entry.kind === 'unparsed')).toHaveLength(unseeing(all).length);
    expect(parsed.filter((_, index) => index % 2 === 0)).toEqual(unseeing(all).map(([, expected]) => expected));
  });

  it('reads a row in its common form by position as it would word by word', () => {
    const common = [...unixColumns, ...unixDates, ...unixLanguages].filter(([line]) => parseUnixCommon(line, now) !== null);
    expect(common.length).toBeGreaterThan(10);
    for (const [line, expected] of common) {
      expect(parseUnixCommon(line, now)).toEqual(expected);
      expect(parseUnix(line, now)).toEqual(expected);
    }
  });
});

describe('the common form of Unix', () => {
  it('is read by position as it would be word by word, whatever stands in its columns', () => {
    const next = numbers(11);
    const one = (...choices: readonly string[]): string => choices[next(choices.length)] ?? '';
    let common = 0;
    for (let count = 0; count < 5000; count += 1) {
      const line = [
        one('-', 'd', 'l') + one('rw-r--r--', 'rwsr-xr-t', '---------', 'rwxrwSrwT'),
        one('1', '2', '14'),
        one('ada', '1000', '3', 'ada@harbour', '2026'),
        one('crew', '100', '12', 'the-crew', '2025'),
        one('0', '7', '2048', '999999999999999', '1999'),
        `${one('Jan', 'Feb', 'Jun', 'Dec', 'Nov')} ${one(' 1', '1', '29', '31', '22')} ${one('2024', '1999', ' 2026', '00:00', '24:00', '9:05', '23:59')}`,
        one('name', ' name', '2024', '12:30', 'a -> b', 'Mar 3 2021 x', '5 Jan 2020 y', '-rw-r--r--', 'café', 'x '),
      ].join(one(' ', '   '));
      const byPosition = parseUnixCommon(line, now);
      if (byPosition === null) continue;
      common += 1;
      expect(byPosition, line).toEqual(parseUnix(line, now));
    }
    expect(common).toBeGreaterThan(3000);
  });
});

describe('a listing in pieces', () => {
  const text = Buffer.from(['Directory DKA0:[ADA]', '', 'LONG_NAME.TXT;1', '   3/6  11-FEB-2026 07:45', 'ALONE.TXT;1', 'SAILS.TXT;3  12/15  11-FEB-2026 07:45', 'LAST.TXT;1'].join('\r\n'));

  it('gives the rows of two lines and the names left alone wherever the bytes are cut', () => {
    for (let cut = 0; cut <= text.length; cut += 1) {
      const rows: Entry[] = [];
      const sink = new ListingSink('DKA0:[ADA]', detectingParser('vms'), (entries) => rows.push(...entries));
      sink.write(text.subarray(0, cut));
      sink.write(text.subarray(cut));
      sink.end();
      expect(rows.map(({ name, kind }) => `${kind} ${name}`)).toEqual(['file LONG_NAME.TXT;1', 'file SAILS.TXT;3', 'unparsed ALONE.TXT;1', 'unparsed LAST.TXT;1']);
    }
  });
});

describe('a listing with broken bytes', () => {
  const oddities = ['\r', '\n', ' ', '\t', '\0', '\udcff'];

  it.each(Object.keys(families))('%s: any bytes at any place give entries or nothing, soon', (family) => {
    const next = numbers(family.length);
    const parse = detectingParser();
    const typed = detectingParser('mvs');
    const started = performance.now();
    let lines = 0;
    for (const [row] of families[family] ?? []) {
      for (let place = 0; place <= row.length; place += 1) {
        const odd = Array.from({ length: 1 + next(5) }, () => oddities[next(oddities.length)]).join('');
        for (const line of (row.slice(0, place) + odd + row.slice(place)).split('\n')) {
          lines += 1;
          for (const entry of [parse(line, now), typed(line, now)]) if (entry !== 'skip') expectSound(entry);
        }
      }
    }
    for (const entry of [...parse.rest(), ...typed.rest()]) expectSound(entry);
    expect(lines).toBeGreaterThan(200);
    expect((performance.now() - started) / lines).toBeLessThan(2);
  });

  it.each(Object.keys(families).flatMap((family) => (['utf-8', 'shift_jis', 'windows-1252'] as const).map((charset) => [family, charset] as const)))('%s: any of all 256 bytes at any place pass through charset %s and come out as entries', async (family, name) => {
    const next = numbers(family.length + name.length);
    const charset = await openCharset(name);
    for (const [row] of families[family] ?? []) {
      const good = Buffer.from(row);
      const entries: Entry[] = [];
      const sink = new ListingSink('/', detectingParser(), (some) => entries.push(...some), charset);
      let sent = 0;
      for (let place = 0; place <= good.length; place += 1) {
        const odd = Buffer.from(Array.from({ length: 1 + next(5) }, () => next(256)));
        const line = Buffer.concat([good.subarray(0, place), odd, good.subarray(place), Buffer.from('\r\n')]);
        const cut = next(line.length);
        sink.write(line.subarray(0, cut));
        sink.write(line.subarray(cut));
        sent += 1;
      }
      sink.end();
      for (const entry of entries) expectSound(entry);
      // Two rows make one entry at most; the first line of some dialects is a heading.
      expect(entries.length, row).toBeGreaterThan(0);
      expect(sink.lines).toBeGreaterThanOrEqual(sent);
    }
  });

  it('takes time in step with the length of a line', () => {
    const parts = ['1', ' ', '1 ', 'Jan ', '-rw-r--r-- 1 ', 'a=b;', '[', '( ', '^.', '1-2-', '1月', '\udcff', "'", '+,', 'A.', '; ', '12:', '01-02-26 ', 'x;1 ', '<DIR>', '1,'];
    const starts = ['', '-rw-r--r-- ', 'type=OS.unix=slink:', '+', 'A.B;1 ', '01-02-26 03:04 ', 'd [R] ', ' ', '1 ', 'WORK01 3390 ', '-C--E-----FTP B '];
    const parse = detectingParser();
    for (const start of starts) {
      for (const part of parts) {
        const began = performance.now();
        parse((start + part.repeat(16_000)).slice(0, 16_000), now);
        expect(performance.now() - began, `${start}${part}…`).toBeLessThan(250);
      }
    }
  });
});

function expectSound(entry: Entry): void {
  const sound =
    entry.name !== '' &&
    (entry.size === null || (Number.isSafeInteger(entry.size) && entry.size >= 0)) &&
    (entry.modified === null || Number.isSafeInteger(entry.modified.at)) &&
    (entry.mode === null || (entry.mode >= 0 && entry.mode <= 0o7777)) &&
    (entry.kind !== 'unparsed' || !/[/\0\r\n]/u.test(entry.name));
  if (!sound) throw new Error(JSON.stringify(entry));
}

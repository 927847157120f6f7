import { row, sizeOf, type LineParser } from './row.ts';
import { clockOf, fullYear, timeAt } from './time.ts';

const pattern = /^\s{0,40}(?<size>\d{1,16})\s{1,40}(?<attributes>(?:[A-Z]{1,5}\s{1,40}){0,4})(?<month>\d{1,2})-(?<day>\d{1,2})-(?<year>\d{2,4})\s{1,9}(?<clock>\d{1,2}:\d\d)\s{1,9}(?<name>\S.*)$/u;

/** A row of OS/2: `2718  A  02-11-99  07:45  name`, `0 DIR  02-11-103  07:45  name`. The year counts from 1900 and goes on past 99. */
export const parseOs2: LineParser = (line) => {
  const groups = pattern.exec(line)?.groups;
  if (groups === undefined) return null;
  const { size = '', attributes = '', month = '', day = '', year = '', clock = '', name = '' } = groups;
  const directory = attributes.split(/\s+/u).includes('DIR');
  const modified = timeAt(fullYear(Number(year)), Number(month), Number(day), clockOf(clock));
  return row({ name, kind: directory ? 'directory' : 'file', modified, size: directory ? null : sizeOf(size) });
};

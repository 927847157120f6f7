import { row, sizeOf, timeOf, type LineParser } from './row.ts';

const pattern = /^(?<date>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\s{1,9}(?<hour>\d{1,2}):(?<minute>\d\d)(?::\d\d)? ?(?<half>[AP]M?)?\s{1,30}(?<size><[A-Z]{3,9}>|[\d,.]{1,24})\s(?<name>.*)$/iu;

/** A row of `DIR` as IIS writes it: `01-02-26  03:04PM  <DIR>  name`, month first unless the year comes first. */
export const parseDos: LineParser = (line) => {
  const groups = pattern.exec(line)?.groups;
  if (groups === undefined) return null;
  const { date = '', hour = '', minute = '', half = '', size = '', name: padded = '' } = groups;
  const name = padded.replace(size.startsWith('<') ? /^ {0,12}/u : /^(?=\S)/u, '');
  const directory = /^<(?:DIR|JUNCTION|SYMLINKD)>$/iu.test(size);
  if (name === '' || (size.startsWith('<') && !/^<(?:DIR|JUNCTION|SYMLINKD?)>$/iu.test(size))) return null;
  const parts = date.split(/[-/.]/u).map(Number);
  const [year = 0, month = 0, day = 0] = /^\d{4}/u.test(date) ? parts : [fullYear(parts[2] ?? 0), parts[0], parts[1]];
  return row({
    name,
    kind: directory ? 'directory' : size.startsWith('<') ? 'link' : 'file',
    size: size.startsWith('<') ? null : sizeOf(size.replace(/[,.]/gu, '')),
    modified: timeOf([year, month, day, hourOf(Number(hour), half), Number(minute)], 'minute'),
  });
};

function fullYear(year: number): number {
  if (year >= 100) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function hourOf(hour: number, half: string): number {
  if (half === '') return hour;
  return (hour % 12) + (/^p/iu.test(half) ? 12 : 0);
}

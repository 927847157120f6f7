import { monthOf } from './month.ts';
import { row, sizeOf, type LineParser } from './row.ts';
import { clockOf, timeAt } from './time.ts';

const pattern = /^\s{0,40}(?<size>\d{1,16})\s{1,40}(?<month>[^\d\s]{2,14})\s{1,4}(?<day>\d{1,2}),\s{1,4}(?<year>\d{4})\s{1,4}(?<clock>\d{1,2}:\d\d(?::\d\d)?)\s(?<name>.+)$/u;

/** A row of older VShell servers: `98765  Feb 11, 2026 07:45 name`, a directory's name with a slash after it. */
export const parseVShell: LineParser = (line) => {
  const groups = pattern.exec(line)?.groups;
  if (groups === undefined) return null;
  const { size = '', month: word = '', day = '', year = '', clock: time = '', name = '' } = groups;
  const month = monthOf(word);
  if (month === null) return null;
  const directory = name.endsWith('/') && name.length > 1;
  const modified = timeAt(Number(year), month, Number(day), clockOf(time));
  return row({ name: directory ? name.slice(0, -1) : name, kind: directory ? 'directory' : 'file', modified, size: directory ? null : sizeOf(size) });
};

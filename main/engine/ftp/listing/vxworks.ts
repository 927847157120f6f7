import { monthOf } from './month.ts';
import { row, sizeOf, type LineParser } from './row.ts';
import { clockOf, timeAt } from './time.ts';

const pattern = /^\s{0,40}(?<size>\d{1,16})\s{1,40}(?<month>[^\d\s-]{3,9})-(?<day>\d{1,2})-(?<year>\d{4})\s{1,9}(?<clock>\d{1,2}:\d\d:\d\d)\s{1,9}(?<name>\S.*)$/u;
const heading = /^\s{0,40}size\s{1,40}date\s{1,40}time\s{1,40}name\s{0,40}$/iu;
const mark = '<DIR>';

/** A row of VxWorks: `512  Feb-11-2026  07:45:59   name  <DIR>`, below the heading `size date time name`. */
export const parseVxWorks: LineParser = (line) => {
  const groups = pattern.exec(line)?.groups;
  if (groups === undefined) return heading.test(line) || /^\s{0,40}-{2,20}(?:\s{1,20}-{2,20}){3}\s{0,40}$/u.test(line) ? 'skip' : null;
  const { size = '', month: word = '', day = '', year = '', clock = '', name: marked = '' } = groups;
  const month = monthOf(word);
  const directory = marked.trimEnd().endsWith(mark);
  const name = directory ? marked.trimEnd().slice(0, -mark.length).trimEnd() : marked;
  if (month === null || name === '') return null;
  return row({ name, kind: directory ? 'directory' : 'file', size: directory ? null : sizeOf(size), modified: timeAt(Number(year), month, Number(day), clockOf(clock)) });
};

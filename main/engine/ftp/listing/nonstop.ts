import { fullDateOf } from './full-date.ts';
import { row, sizeOf, type LineParser } from './row.ts';
import { clockOf, timeAt } from './time.ts';

const pattern = /^(?<name>[A-Z$][A-Z0-9]{0,7})\s{1,20}(?:O\s{1,9})?(?<code>\d{1,6})[A-Z+]{0,2}\s{1,40}(?<size>\d{1,16})\s{1,20}(?<date>\d{1,2}-[A-Z]{3}-\d{2,4})\s{1,9}(?<clock>\d{1,2}:\d\d:\d\d)\s{1,9}(?<group>\d{1,3}),\s{0,3}(?<user>\d{1,3})\s{1,9}"?[-A-Z]{4}"?\s{0,9}$/iu;
const heading = /^\s{0,9}File\s{1,40}Code\s{1,40}EOF\s{1,40}Last Modif/iu;

/** A row of HP NonStop (Guardian): `REPORT  101  20736 11-Feb-26 07:45:59 120, 17 "nnnn"`: name, code, bytes, date, group and user, security. */
export const parseNonStop: LineParser = (line) => {
  const groups = pattern.exec(line)?.groups;
  if (groups === undefined) return heading.test(line) ? 'skip' : null;
  const { name = '', size = '', date: written = '', clock = '', group = null, user = null } = groups;
  const date = fullDateOf(written);
  if (date === null) return null;
  return row({ name, kind: 'file', size: sizeOf(size), owner: user, group, modified: timeAt(date.year, date.month, date.day, clockOf(clock)) });
};

import { shortDateOf, fullDateOf } from './full-date.ts';
import { row, sizeOf, type LineParser } from './row.ts';
import { clockOf, timeAt } from './time.ts';

const full = /^(?<owner>\S{1,32})\s{1,60}(?<size>\d{1,16})\s{1,40}(?<date>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\s{1,9}(?<clock>\d{1,2}:\d\d(?::\d\d)?)\s{1,9}\*(?<type>[A-Z0-9]{1,10})\s{1,40}(?<name>\S.*)$/u;
/** Members of a file in a library come with nothing but their type. */
const bare = /^(?<owner>\S{1,32})\s{1,120}\*(?<type>[A-Z0-9]{1,10})\s{1,40}(?<name>\S.*)$/u;
const directories: ReadonlySet<string> = new Set(['DIR', 'DDIR', 'LIB', 'FLR']);

/** A row of OS/400 and IBM i: `ADA  8192  01/02/26  03:04:05  *DIR  name/`. Two-digit dates as the server's language has them. */
export const parseAs400: LineParser = (line) => {
  const groups = full.exec(line)?.groups ?? bare.exec(line)?.groups;
  if (groups === undefined) return null;
  const { owner = null, size = '', date = '', clock = '', type = '', name = '' } = groups;
  const slash = name.endsWith('/') && name.length > 1;
  const directory = slash || directories.has(type);
  const calendar = date === '' ? null : (shortDateOf(date) ?? fullDateOf(date));
  if (date !== '' && calendar === null) return null;
  const modified = calendar === null ? null : timeAt(calendar.year, calendar.month, calendar.day, clockOf(clock));
  return row({ name: slash ? name.slice(0, -1) : name, kind: directory ? 'directory' : 'file', modified, owner, size: directory ? null : sizeOf(size) });
};

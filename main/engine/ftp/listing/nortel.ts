import { row, sizeOf, type LineParser } from './row.ts';
import { clockOf, fullYear, timeAt } from './time.ts';

const pattern = /^(?<name>\S{1,255})\s{1,60}(?<size>\d{1,16})\s{1,40}(?<month>\d\d)\/(?<day>\d\d)\/(?<year>\d{2,4})\s{1,9}[A-Z][a-z]{1,8}\.?,?\s{1,9}(?<clock>\d{1,2}:\d\d:\d\d)\s{0,9}$/u;

/** A row of the routers of Nortel (wfFtp): `config  31415  02/11/26  Wed.   07:45:59`. */
export const parseNortel: LineParser = (line) => {
  const groups = pattern.exec(line)?.groups;
  if (groups === undefined) return null;
  const { name = '', size = '', month = '', day = '', year = '', clock = '' } = groups;
  return row({ name, kind: 'file', size: sizeOf(size), modified: timeAt(fullYear(Number(year)), Number(month), Number(day), clockOf(clock)) });
};

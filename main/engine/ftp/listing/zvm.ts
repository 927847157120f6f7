import { fullDateOf, shortDateOf } from './full-date.ts';
import { row, type LineParser } from './row.ts';
import { clockOf, timeAt } from './time.ts';

const pattern = /^\s{0,4}(?<name>[A-Z0-9$#@+\-:_]{1,8})\s{1,9}(?<type>[A-Z0-9$#@+\-:_]{0,8})\s{1,12}(?<format>F|V|DIR)\s{1,20}(?<length>\d{1,9}|-)\s{1,20}(?<records>\d{1,12}|-)\s{1,20}(?:\d{1,12}|-)\s{1,20}(?<date>\d{1,4}[-/]\d{1,2}[-/]\d{1,4})\s{1,9}(?<clock>\d{1,2}:\d\d:\d\d)(?:\s{1,9}\S{1,16})?\s{0,20}$/u;

/**
 * A row of z/VM: `PROFILE  EXEC  F  80  12  1 2026-02-11 07:45:59 ADA191`: name, type, record format, record length, records, blocks, time,
 * disk. The size is the record length times the records: exact where all records have one length (F), the most that it can be where they
 * have not (V).
 */
export const parseZvm: LineParser = (line) => {
  const groups = line.length > 200 ? undefined : pattern.exec(line)?.groups;
  if (groups === undefined) return null;
  const { name = '', type = '', format = '', length = '', records = '', date: written = '', clock = '' } = groups;
  const date = shortDateOf(written) ?? fullDateOf(written);
  if (date === null) return null;
  const modified = timeAt(date.year, date.month, date.day, clockOf(clock));
  if (format === 'DIR') return row({ name, kind: 'directory', modified });
  if (type === '' || length === '-' || records === '-') return null;
  const size = Number(length) * Number(records);
  return row({ name: `${name}.${type}`, kind: 'file', modified, size: Number.isSafeInteger(size) ? size : null, ...(format === 'V' ? { sizeRounded: true } : {}) });
};

import { row, sizeOf, type LineParser } from './row.ts';
import { fullYear, timeOf } from './time.ts';

const pattern = /^\s{0,20}(?<group>\d{1,5})\.(?<user>\d{1,5})\s{1,20}(?<year>\d{2,4})\/(?<month>\d\d)\/(?<day>\d\d)\s{1,9}(?<hour>\d\d):?(?<minute>\d\d)\s{1,9}(?<attributes>[-d][-sewrpx]{7})\s{1,20}[0-9A-F]{1,8}\s{1,20}(?<size>\d{1,12})\s(?<name>.+)$/iu;
const heading = /^\s{0,20}Owner\s{1,20}Last modified\s{1,20}Attributes\s{1,20}Sector\s{1,20}/iu;

/**
 * A row of `dir -e` of OS-9: `1.7 26/02/11 0745 d-ewrewr 2A0 160 name`: group and user, date, time, attributes, first sector
 * (hexadecimal), size. The attributes are OS-9's own and no permission bits.
 */
export const parseOs9: LineParser = (line) => {
  const groups = pattern.exec(line)?.groups;
  if (groups === undefined) return heading.test(line) || /^[ -]{0,40}-{3,20}(?: {1,9}-{3,20}){3,6}\s{0,9}$/u.test(line) ? 'skip' : null;
  const { group = null, user = null, year = '', month = '', day = '', hour = '', minute = '', attributes = '', size = '', name: padded = '' } = groups;
  const directory = attributes.startsWith('d');
  const name = padded.trimStart();
  if (name === '') return null;
  const modified = timeOf([fullYear(Number(year)), Number(month), Number(day), Number(hour), Number(minute)], 'minute');
  return row({ name, kind: directory ? 'directory' : 'file', modified, owner: user, group, size: directory ? null : sizeOf(size) });
};

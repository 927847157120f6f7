import { fullDateOf } from './full-date.ts';
import { row, type LineParser } from './row.ts';
import { clockOf, timeAt } from './time.ts';

const member = String.raw`^\s{0,4}(?<name>[A-Z#@$][A-Z0-9#@$]{0,7})`;
/** Version, day made, day and time changed, lines at present, lines at first, lines changed, user. */
const withStatistics = new RegExp(
  String.raw`${member}\s{1,9}\d\d\.\d\d\s{1,9}\d{4}\/\d\d\/\d\d\s{1,9}(?<date>\d{4}\/\d\d\/\d\d)\s{1,9}(?<clock>\d\d:\d\d(?::\d\d)?)\s{1,20}(?:\d{1,9}|[0-9A-F]{4,8})\s{1,20}\d{1,9}\s{1,20}\d{1,9}\s{1,9}(?<user>\S{1,8})\s{0,40}$`,
  'u',
);
/** Size and place (track, record) in hexadecimal, and then the attributes of a load module. */
const loadModule = new RegExp(String.raw`${member}\s{1,20}(?<size>[0-9A-F]{6,8})\s{1,20}[0-9A-F]{6}(?:\s{1,40}\S.{0,200})?$`, 'u');
const bare = new RegExp(String.raw`${member}(?:\s{1,40}(?:Migrated|MIGRAT))?\s{0,80}$`, 'u');
const heading = /^\s{0,4}Name\s{1,20}(?:VV\.MM\s{1,9}Created|Size\s{1,20}TTR)/iu;

/**
 * A member of a partitioned data set of MVS and z/OS: `PAYROLL  01.07 2025/11/30 2026/01/02 03:04   120   118     0 ADA`, or a load module,
 * `PAYROLL   00A3F0 00000F  00 FO  RN RU  31  ANY`. Statistics count lines, so that only load modules have a size in bytes.
 */
export const parseMvsMembers: LineParser = (line) => {
  if (line.length > 400) return null;
  const statistics = withStatistics.exec(line)?.groups;
  if (statistics !== undefined) {
    const date = fullDateOf(statistics['date'] ?? '');
    const modified = date === null ? null : timeAt(date.year, date.month, date.day, clockOf(statistics['clock'] ?? ''));
    return row({ name: statistics['name'] ?? '', kind: 'file', modified, owner: statistics['user'] ?? null });
  }
  const module = loadModule.exec(line)?.groups;
  if (module !== undefined) return row({ name: module['name'] ?? '', kind: 'file', size: Number.parseInt(module['size'] ?? '', 16) });
  return heading.test(line) ? 'skip' : null;
};

/** A member of which nothing but the name is told. Any short word looks like one, so that only a server known to be MVS is read this way. */
export const parseMvsBareMember: LineParser = (line) => {
  const name = line.length > 100 ? undefined : bare.exec(line)?.groups?.['name'];
  return name === undefined ? null : row({ name, kind: 'file' });
};

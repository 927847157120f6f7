import { fullDateOf } from './full-date.ts';
import { row, type LineParser } from './row.ts';
import { timeAt } from './time.ts';

const dataSet = String.raw`(?<name>'[A-Z0-9#@$.-]{1,44}'|[A-Z0-9#@$.-]{1,44})\s{0,40}$`;
/** Volume, unit, day of the last use, extents, tracks, record format and length, block size, organisation. Wide numbers run into each other. */
const onDisk = new RegExp(
  String.raw`^\S{1,6}\s{1,20}\S{4}\s{1,9}(?<date>\d{4}\/\d\d\/\d\d|\*\*NONE\*\*)\s{1,9}(?:\d{1,6}\s{1,20})?(?:\d{1,16}|\?{1,8}|\+{1,8})\s{1,20}(?<format>[A-Z?]{1,4})\s{1,20}(?<length>\d{1,9}|\?{1,6})\s{1,20}(?:\d{1,9}|\?{1,6})\s{1,20}(?<organisation>[A-Z?]{2}(?:-[A-Z])?)\s{1,20}${dataSet}`,
  'u',
);
const elsewhere = new RegExp(
  String.raw`^(?:\S{1,6}\s{1,20}(?:\S{4}\s{1,20})?(?<vsam>VSAM)|(?:\S{1,6}\s{1,20})?(?<prefix>Pseudo Directory)|\S{1,6}\s{1,20}Tape|(?:\S{1,6}\s{1,20})?Not Direct Access Device|Migrated|MIGRAT|ARCIVE|(?:\S{1,6}\s{1,20})?Not Mounted|(?:\S{1,6}\s{1,20})?Error determining attributes|User catalog connector|(?:\S{1,6}\s{1,20})?GDG)\s{1,60}${dataSet}`,
  'iu',
);
const heading = /^\s{0,9}Volume\s{1,9}Unit\s{1,9}Referred\s{1,9}Ext/iu;

/**
 * A data set of MVS and z/OS: `WORK01 3390   2026/01/02  1   15  FB      80 27920  PO  SOURCE.COBOL`. A partitioned one (PO, PO-E) holds
 * members and is a directory. The listing counts tracks, which say next to nothing about bytes; so no size is given.
 */
export const parseMvsDataSets: LineParser = (line) => {
  if (line.length > 400) return null;
  const disk = onDisk.exec(line)?.groups;
  if (disk !== undefined) {
    const date = fullDateOf(disk['date'] ?? '');
    const directory = (disk['organisation'] ?? '').startsWith('PO');
    return row({ name: unquoted(disk['name'] ?? ''), kind: directory ? 'directory' : 'file', modified: date === null ? null : timeAt(date.year, date.month, date.day, null) });
  }
  const other = elsewhere.exec(line)?.groups;
  if (other !== undefined) return row({ name: unquoted(other['name'] ?? ''), kind: other['prefix'] === undefined ? 'file' : 'directory' });
  return heading.test(line) ? 'skip' : null;
};

function unquoted(name: string): string {
  return name.replaceAll("'", '');
}

import type { EntryKind } from '../../../../shared/model/entry.ts';
import { row, splitLink, type LineParser } from './row.ts';
import { recentYear, timeOf } from './time.ts';
import { modeAt } from './unix-mode.ts';
import { skipBlanks } from './words.ts';

const blank = 32;
const zero = 48;
const nine = 57;
const colon = 58;
const dash = 45;
const lowerD = 100;
const lowerL = 108;
const months: ReadonlyMap<string, number> = new Map(
  ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map((name, index) => [name, index + 1]),
);

/**
 * The one form of `ls -l` that nearly every server sends, `-rw-r--r--  1 ada  staff  4096 Jan  2 03:04 name`, read by position, since
 * listings of tens of thousands of rows consist of it. Null for any other, which `parseUnix` takes word by word.
 */
export const parseUnixCommon: LineParser = (line, now) => {
  const kind = kindOf(line.charCodeAt(0));
  const mode = kind === null ? null : modeAt(line, 1);
  if (kind === null || mode === null || line.charCodeAt(10) !== blank) return null;
  const links = skipBlanks(line, 10);
  const linksEnd = endOfDigits(line, links);
  if (linksEnd === links || line.charCodeAt(linksEnd) !== blank) return null;
  const owner = skipBlanks(line, linksEnd);
  const ownerEnd = line.indexOf(' ', owner);
  const group = skipBlanks(line, ownerEnd < 0 ? line.length : ownerEnd);
  const groupEnd = line.indexOf(' ', group);
  const size = skipBlanks(line, groupEnd < 0 ? line.length : groupEnd);
  const sizeEnd = endOfDigits(line, size);
  // Fifteen digits are always exact.
  if (sizeEnd === size || sizeEnd - size > 15 || line.charCodeAt(sizeEnd) !== blank) return null;
  const name = skipBlanks(line, sizeEnd);
  const month = line.charCodeAt(name + 3) === blank ? months.get(line.slice(name, name + 3)) : undefined;
  if (month === undefined) return null;
  const day = skipBlanks(line, name + 3);
  const dayEnd = endOfDigits(line, day);
  if (dayEnd === day || dayEnd - day > 2 || line.charCodeAt(dayEnd) !== blank) return null;
  const last = skipBlanks(line, dayEnd);
  const lastEnd = endOfDigits(line, last);
  const dayOfMonth = numberAt(line, day, dayEnd);
  const clocked = line.charCodeAt(lastEnd) === colon && lastEnd > last && lastEnd - last < 3;
  const end = clocked ? endOfDigits(line, lastEnd + 1) : lastEnd;
  if (line.charCodeAt(end) !== blank || end + 1 >= line.length || end - (clocked ? lastEnd + 1 : last) !== (clocked ? 2 : 4)) return null;
  // A year may be followed by a time, and words cut at tabs: both are for the other parser.
  if (!clocked && line.charCodeAt(endOfDigits(line, skipBlanks(line, end + 1))) === colon) return null;
  const hour = clocked ? numberAt(line, last, lastEnd) : 0;
  const minute = clocked ? numberAt(line, lastEnd + 1, end) : 0;
  const year = clocked ? recentYear(month, dayOfMonth, hour, minute, now) : numberAt(line, last, lastEnd);
  const named = line.slice(end + 1);
  const { name: shown, linkTarget } = kind === 'link' ? splitLink(named) : { name: named, linkTarget: null };
  return row({
    name: shown,
    kind,
    size: kind === 'directory' ? null : numberAt(line, size, sizeEnd),
    modified: timeOf([year, month, dayOfMonth, hour, minute], clocked ? 'minute' : 'day'),
    mode,
    owner: line.slice(owner, ownerEnd),
    group: line.slice(group, groupEnd),
    linkTarget,
  });
};

function kindOf(code: number): EntryKind | null {
  if (code === dash) return 'file';
  if (code === lowerD) return 'directory';
  return code === lowerL ? 'link' : null;
}

function endOfDigits(line: string, from: number): number {
  let at = from;
  for (let code = line.charCodeAt(at); code >= zero && code <= nine; code = line.charCodeAt(at)) at += 1;
  return at;
}

function numberAt(line: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + line.charCodeAt(at) - zero;
  return value;
}

import { fullDateOf, shortDateOf } from './full-date.ts';
import { row, type LineParser } from './row.ts';
import { clockOf, timeAt } from './time.ts';
import { writtenSize } from './written-size.ts';

const pattern = /^(?<date>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\s{1,9}(?<clock>\d{1,2}:\d\d(?::\d\d)?)\s?(?<half>[AP]M?)?\s{1,60}(?<size><[A-Z]{3,9}>|[\d,.]{1,24})\s(?<name>.*)$/iu;

/**
 * A row of `DIR` as IIS and its kin write it: `01-02-26  03:04PM  <DIR>  name`. Month first, unless the year comes first, the separator
 * is a dot, or the month would be above 12.
 */
export const parseDos: LineParser = (line) => {
  const first = line.charCodeAt(0);
  if (!(first >= 48 && first <= 57)) return null;
  const groups = pattern.exec(line)?.groups;
  if (groups === undefined) return null;
  const { date = '', clock: time = '', half = '', size = '', name: padded = '' } = groups;
  const marked = size.startsWith('<') ? size.slice(1, -1).toUpperCase() : null;
  const named = marked === null ? padded : padded.replace(/^ {0,12}/u, '');
  const calendar = dosDate(date);
  const clock = clockOf(time + half);
  if (named === '' || calendar === null || clock === null) return null;
  const modified = timeAt(calendar.year, calendar.month, calendar.day, clock);
  if (marked === null) return row({ name: named, kind: 'file', modified, size: writtenSize(size.replace(/[,.]/gu, ''))?.size ?? null });
  if (marked === 'DIR') return row({ name: named, kind: 'directory', modified });
  if (!['JUNCTION', 'SYMLINKD', 'SYMLINK'].includes(marked)) return null;
  // A junction is removed and moved as the link that it is, never as the directory behind it.
  const target = named.endsWith(']') ? named.indexOf(' [') : -1;
  return row({
    name: target > 0 ? named.slice(0, target) : named,
    kind: 'link',
    modified,
    linkTarget: target > 0 ? named.slice(target + 2, -1) : null,
    targetKind: marked === 'SYMLINK' ? 'file' : 'directory',
  });
};

function dosDate(text: string): ReturnType<typeof fullDateOf> {
  const monthFirst = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/u.exec(text);
  if (monthFirst === null) return shortDateOf(text) ?? fullDateOf(text);
  const [first, second, year] = [Number(monthFirst[1]), Number(monthFirst[2]), Number(monthFirst[3])];
  return first > 12 ? { year, month: second, day: first } : { year, month: first, day: second };
}

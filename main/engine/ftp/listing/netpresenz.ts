import { dateAt } from './date-words.ts';
import { row, sizeOf, type LineParser } from './row.ts';
import { unixMode } from './unix.ts';
import { wordsOf } from './words.ts';

const looks = /^[-dl]\S{9}\s{1,40}(?:folder\s{1,40}\d{1,16}|(?<resource>\d{1,12})\s{1,40}(?<data>\d{1,12})\s{1,40}(?<total>\d{1,13}))\s/u;

/**
 * A row of NetPresenz and other servers on the old Mac OS: `-rw-r--r--  512 4096 4608 Feb 11 2026 name` with the sizes of the two forks
 * and their sum, or the word `folder` and the number of things in it.
 */
export const parseNetPresenz: LineParser = (line, now) => {
  const found = looks.exec(line);
  if (found === null) return null;
  const { resource, data, total } = found.groups ?? {};
  // Three numbers that do not add up are links, owner and group of another server.
  if (total !== undefined && Number(resource) + Number(data) !== Number(total)) return null;
  const words = wordsOf(line, 10);
  const at = total === undefined ? 3 : 4;
  const date = dateAt(words, at, now);
  const end = date === null ? undefined : words.ends[at + date.words - 1];
  const mode = unixMode(line);
  if (date === null || mode === null || end === undefined || end + 1 >= line.length) return null;
  const kind = total === undefined ? 'directory' : 'file';
  return row({ name: line.slice(end + 1), kind, modified: date.time, mode, size: total === undefined ? null : sizeOf(total) });
};

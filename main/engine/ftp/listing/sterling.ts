import { dateAt } from './date-words.ts';
import { row, type LineParser } from './row.ts';
import { wordsOf } from './words.ts';
import { writtenSize } from './written-size.ts';

/**
 * A batch in a mailbox of Sterling Connect:Enterprise: `-C--E-----FTP B MAILBOX  40077  63 Feb 11 07:45 name`: flags, protocol, format,
 * mailbox, number of the batch, size.
 */
export const parseSterling: LineParser = (line, now) => {
  if (!/^-[-A-Z]{9}(?:[A-Z0-9]{1,6})? {1,9}[A-Z] /u.test(line)) return null;
  const words = wordsOf(line, 12);
  const size = writtenSize(words.texts[4] ?? '');
  const date = dateAt(words, 5, now);
  const end = date === null ? undefined : words.ends[date.words + 4];
  if (size === null || date === null || end === undefined || end + 1 >= line.length || !/^\d{1,12}$/u.test(words.texts[3] ?? '')) return null;
  return row({ name: line.slice(end + 1), kind: 'file', modified: date.time, owner: words.texts[2] ?? null, ...size });
};

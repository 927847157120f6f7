import { dateAt } from './date-words.ts';
import { row, type LineParser } from './row.ts';
import { wordsOf } from './words.ts';
import { writtenSize } from './written-size.ts';

/** A row of Novell NetWare: `d [R----F--] ada  512  Feb 11 07:45  name`. The letters are NetWare's own rights and no permission bits. */
export const parseNetWare: LineParser = (line, now) => {
  if (!/^[-d] ?\[[-A-Z]{5,9}\]\s/u.test(line)) return null;
  const close = line.indexOf(']') + 1;
  const words = wordsOf(line.slice(close), 8);
  const size = writtenSize(words.texts[1] ?? '');
  const date = dateAt(words, 2, now);
  const end = date === null ? undefined : words.ends[date.words + 1];
  const name = end === undefined ? '' : line.slice(close + end).trimStart();
  if (size === null || date === null || name === '') return null;
  const directory = line.startsWith('d');
  return row({ name, kind: directory ? 'directory' : 'file', modified: date.time, owner: words.texts[0] ?? null, ...(directory ? {} : size) });
};

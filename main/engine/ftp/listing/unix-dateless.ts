import { row, splitLink, type LineParser } from './row.ts';
import { ownersOf, unixKind, unixMode } from './unix.ts';
import { wordsOf } from './words.ts';
import { writtenSize } from './written-size.ts';

/** Links, owner, group, size. */
const most = 5;

/**
 * A row of `ls -l` from a server that gives no date: `-rw-r--r--  1 ada staff  512 name`. The last number among the first words is the
 * size; nothing tells it from a name that is a number, so that this dialect comes after all others.
 */
export const parseUnixDateless: LineParser = (line) => {
  const mode = unixMode(line);
  if (mode === null) return null;
  const { texts, ends } = wordsOf(line, most);
  for (let at = Math.min(texts.length, most) - 1; at > 1; at -= 1) {
    const size = /^\d/u.test(texts[at] ?? '') ? writtenSize(texts[at] ?? '') : null;
    const named = line.slice(ends[at] ?? line.length).trimStart();
    if (size === null || named === '') continue;
    const kind = unixKind(line);
    const { name, linkTarget } = kind === 'link' ? splitLink(named) : { name: named, linkTarget: null };
    return row({ name, kind, mode, linkTarget, ...ownersOf(texts.slice(1, at)), ...(kind === 'directory' ? {} : size) });
  }
  return null;
};

import type { Entry, EntryKind } from '../../../../shared/model/entry.ts';
import { bareDateAt, dateAt, type FoundDate } from './date-words.ts';
import { row, splitLink, type LineParser } from './row.ts';
import { totalWords } from './total-words.ts';
import { modeAt } from './unix-mode.ts';
import { wordsOf, type Words } from './words.ts';
import { writtenSize, type WrittenSize } from './written-size.ts';

/** Permissions, links, owner, group and date are within the first this many words. */
const wordLimit = 16;
const kinds: Readonly<Record<string, EntryKind>> = { '-': 'file', d: 'directory', l: 'link' };
const total = /^(\D{2,24}) \d{1,18}(?:[.,]\d{1,3})?[KMGTP]?$/u;

/** A row of `ls -l` in its many variants: `drwxr-xr-x  2 ada staff  4096 Jan  2 03:04 name`. The date is what everything else is found by. */
export const parseUnix: LineParser = (line, now) => {
  const mode = unixMode(line);
  if (mode === null) return totalWords.has(total.exec(line)?.[1]?.replace(/:$/u, '').toLowerCase() ?? '') ? 'skip' : null;
  const words = wordsOf(line, wordLimit);
  return byDate(line, words, mode, (at) => dateAt(words, at, now)) ?? byDate(line, words, mode, (at) => bareDateAt(words, at, now));
};

/** The permission bits that a row starts with; null where it does not start like one of `ls -l`. */
export function unixMode(line: string): number | null {
  return /^[-dlbcpsDnPMC]/u.test(line) && line.length > 10 ? modeAt(line, 1) : null;
}

export function unixKind(line: string): EntryKind {
  return kinds[line.charAt(0)] ?? 'other';
}

/** What stands between the permissions and the size: the number of links, the owner (which may hold blanks), the group. Each may be missing. */
export function ownersOf(words: readonly string[]): Pick<Entry, 'owner' | 'group'> {
  const names = /^\d+$/u.test(words[0] ?? '') && words.length > 1 ? words.slice(1) : words;
  if (names.length === 0 || (names.length === 1 && names === words && /^\d+$/u.test(names[0] ?? ''))) return { owner: null, group: null };
  if (names.length === 1) return { owner: names[0] ?? null, group: null };
  return { owner: names.slice(0, -1).join(' '), group: names.at(-1) ?? null };
}

function byDate(line: string, words: Words, mode: number, find: (at: number) => FoundDate | null): Entry | null {
  const { texts, ends } = words;
  for (let at = 2; at < texts.length; at += 1) {
    const date = find(at);
    const end = date === null ? undefined : ends[at + date.words - 1];
    if (date === null || end === undefined || end + 1 >= line.length) continue;
    const known = beforeDate(line, texts, at);
    if (known === null) continue;
    const kind = unixKind(line);
    const named = line.slice(end + 1);
    const { name, linkTarget } = kind === 'link' ? splitLink(named) : { name: named, linkTarget: null };
    if (name.trim() === '') continue;
    return row({ name, kind, modified: date.time, mode, linkTarget, ...known.owners, ...(kind === 'directory' ? {} : known.size) });
  }
  return null;
}

interface BeforeDate {
  readonly size: WrittenSize;
  readonly owners: Pick<Entry, 'owner' | 'group'>;
}

/** Size, owner and group; null where no size stands before the date. */
function beforeDate(line: string, texts: readonly string[], at: number): BeforeDate | null {
  const word = texts[at - 1] ?? '';
  const device = /^[bc]/u.test(line);
  if (device && /^\d+,\d+$/u.test(word)) return { size: { size: null }, owners: ownersOf(texts.slice(1, at - 1)) };
  if (device && (texts[at - 2] ?? '').endsWith(',')) return { size: { size: null }, owners: ownersOf(texts.slice(1, at - 2)) };
  const size = /^\d{17,}$/u.test(word) ? { size: null } : writtenSize(word);
  if (size !== null) return { size, owners: ownersOf(texts.slice(1, at - 1)) };
  // A long group's name may run into the size.
  const glued = at === 4 ? /^(.{0,64}\D)(\d{1,15})$/u.exec(word) : null;
  return glued === null ? null : { size: { size: Number(glued[2]) }, owners: { owner: texts[2] ?? null, group: glued[1] ?? null } };
}

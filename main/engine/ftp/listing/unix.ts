import type { EntryKind, ModifiedTime } from '../../../../shared/model/entry.ts';
import { row, sizeOf, timeOf, yearOf, type LineParser } from './row.ts';
import { modeOf } from './unix-mode.ts';

interface Word {
  readonly text: string;
  /** Where it ends in the line. */
  readonly end: number;
}

/** Permissions, links, owner, group and date are within the first this many words. */
const wordLimit = 14;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const kinds: Readonly<Record<string, EntryKind>> = { '-': 'file', d: 'directory', l: 'link' };

/** A row of `ls -l` in its many variants: `drwxr-xr-x  2 ada staff  4096 Jan  2 03:04 name`. The date is what everything else is found by. */
export const parseUnix: LineParser = (line, now) => {
  if (/^total \d/u.test(line)) return 'skip';
  if (!/^[-dlbcpsDn][-rwxsStTlL]{9}/u.test(line)) return null;
  const words = firstWords(line);
  for (let at = 2; at < words.length; at += 1) {
    const date = dateAt(words, at, now);
    const end = date === null ? undefined : words[at + date.words - 1]?.end;
    if (date === null || end === undefined || end + 1 >= line.length) continue;
    const size = words[at - 1]?.text ?? '';
    const device = (words[at - 2]?.text ?? '').endsWith(',') || size.includes(',');
    if (!device && !/^\d+$/u.test(size)) continue;
    const kind = kinds[line.charAt(0)] ?? 'other';
    const named = line.slice(end + 1);
    const arrow = kind === 'link' ? named.indexOf(' -> ') : -1;
    return row({
      name: arrow > 0 ? named.slice(0, arrow) : named,
      kind,
      size: device || kind === 'directory' ? null : sizeOf(size),
      modified: date.time,
      mode: modeOf(line.slice(1, 10)),
      ...ownersOf(words.slice(1, device && !size.includes(',') ? at - 2 : at - 1).map((word) => word.text)),
      linkTarget: arrow > 0 ? named.slice(arrow + 4) : null,
    });
  }
  return null;
};

function firstWords(line: string): readonly Word[] {
  const words: Word[] = [];
  const pattern = /\S+/gu;
  for (let found = pattern.exec(line); found !== null && words.length < wordLimit; found = pattern.exec(line)) {
    words.push({ text: found[0], end: pattern.lastIndex });
  }
  return words;
}

/** What stands between the permissions and the size: the number of links, the owner (which may hold blanks), the group. Each may be missing. */
function ownersOf(words: readonly string[]): { readonly owner: string | null; readonly group: string | null } {
  const names = /^\d+$/u.test(words[0] ?? '') && words.length > 1 ? words.slice(1) : words;
  if (names.length === 0 || (names.length === 1 && names === words && /^\d+$/u.test(names[0] ?? ''))) return { owner: null, group: null };
  if (names.length === 1) return { owner: names[0] ?? null, group: null };
  return { owner: names.slice(0, -1).join(' '), group: names.at(-1) ?? null };
}

interface FoundDate {
  readonly time: ModifiedTime | null;
  readonly words: number;
}

function dateAt(words: readonly Word[], at: number, now: number): FoundDate | null {
  const [first = '', second = '', third = ''] = [words[at]?.text, words[at + 1]?.text, words[at + 2]?.text];
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(first);
  if (iso !== null) {
    const clock = clockOf(second);
    return clock === null ? null : { time: timeOf([Number(iso[1]), Number(iso[2]), Number(iso[3]), ...clock.parts], clock.precision), words: 2 };
  }
  const monthFirst = monthOf(first);
  const month = monthFirst ?? monthOf(second);
  const dayText = monthFirst === null ? first : second;
  if (month === null || !/^\d{1,2}[.,]?$/u.test(dayText)) return null;
  const day = Number.parseInt(dayText, 10);
  if (/^\d{4}$/u.test(third)) return { time: timeOf([Number(third), month, day], 'day'), words: 3 };
  const clock = clockOf(third);
  return clock === null ? null : { time: timeOf([yearOf(month, day, now), month, day, ...clock.parts], clock.precision), words: 3 };
}

function monthOf(text: string): number | null {
  const index = text.length < 3 || text.length > 4 ? -1 : months.indexOf(text.slice(0, 3).toLowerCase());
  return index < 0 ? null : index + 1;
}

function clockOf(text: string): { readonly parts: readonly [number, number, number]; readonly precision: 'minute' | 'second' } | null {
  const parts = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?$/u.exec(text);
  if (parts === null) return null;
  return { parts: [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)], precision: parts[3] === undefined ? 'minute' : 'second' };
}

import { clockOf, recentTime, timeAt, type Clock } from './time.ts';
import type { FoundDate } from './date-words.ts';
import type { Words } from './words.ts';

/** Digits and the character after them: year, month or day, in whatever charset its bytes are. The first must be no ASCII; a later byte may be. */
// eslint-disable-next-line no-control-regex -- the test is for ASCII
const part = /(\d{1,4})(?:[^\0-\x7f][^\d\s:]{0,3})?/uy;
// eslint-disable-next-line no-control-regex -- the test is for ASCII
const marked = /^\d{1,4}[^\0-\x7f]/u;

/**
 * A date as `ls` writes it in Chinese, Japanese and Korean: `3月 12日 14:05`, `3月 12 2026年`, `2026年 3月 12日`, `2026年3月12日 14:05`. The
 * numbers alone tell what is what (four digits are the year), so that the characters may be in any charset.
 */
export function cjkDateAt({ texts }: Words, at: number, now: number): FoundDate | null {
  if (!marked.test(texts[at] ?? '')) return null;
  const numbers: string[] = [];
  let words = 0;
  let clock: Clock | null = null;
  for (; words < 4; words += 1) {
    const word = texts[at + words] ?? '';
    clock = clockOf(word);
    if (clock !== null) {
      words += 1;
      break;
    }
    const found = numbersIn(word);
    // Once the date is whole, only its time may follow.
    if (found === null || numbers.length + found.length > 3 || (numbers.length === 2 && !hasYear(numbers) && found[0]?.length !== 4)) break;
    numbers.push(...found);
  }
  if (numbers.length === 3) {
    const [year, month, day] = numbers[0]?.length === 4 ? numbers : [numbers[2], numbers[0], numbers[1]];
    return year?.length === 4 ? { time: timeAt(Number(year), Number(month), Number(day), clock), words } : null;
  }
  if (numbers.length !== 2 || hasYear(numbers) || clock === null) return null;
  return { time: recentTime(Number(numbers[0]), Number(numbers[1]), clock, now), words };
}

function hasYear(numbers: readonly string[]): boolean {
  return numbers[0]?.length === 4;
}

function numbersIn(word: string): readonly string[] | null {
  if (word.length > 24) return null;
  const numbers: string[] = [];
  for (let from = 0; from < word.length; from = part.lastIndex) {
    part.lastIndex = from;
    const found = part.exec(word);
    if (found === null || numbers.length === 3) return null;
    numbers.push(found[1] ?? '');
  }
  return numbers.length === 0 ? null : numbers;
}

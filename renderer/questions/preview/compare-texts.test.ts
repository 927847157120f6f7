import { describe, expect, it } from 'vitest';
import { compareTexts, firstLines, type Text } from './compare-texts.ts';

const text = (content: string, whole = true): Text => ({ kind: 'text', text: content, whole });
const compare = (mine: string | Text, theirs: string | Text) => compareTexts([typeof mine === 'string' ? text(mine) : mine, typeof theirs === 'string' ? text(theirs) : theirs]);
const shown = (line: { before: string; other: string; after: string } | null | undefined) => (line ? `${line.before}[${line.other}]${line.after}` : null);

describe('two texts', () => {
  it.each<[string, string | Text, string | Text, object]>([
    ['one line', 'a\nb\nc\n', 'a\nB\nc\n', { kind: 'line', line: 2 }],
    ['the end of one', 'a\nb\n', 'a\nb\nc\n', { kind: 'line', line: 3 }],
    ['nothing', 'a\nb', 'a\nb', { kind: 'none' }],
    ['line ends', 'a\nb\n', 'a\r\nb\r\n', { kind: 'ends' }],
    ['nothing that is seen', text('a\nb\ncut', false), text('a\nb\ncut off', false), { kind: 'unknown' }],
    ['what is behind the beginning of one', text('a\nb\nc', false), 'a\nb\n', { kind: 'unknown' }],
    ['the end of the one that is whole', text('a\nb\nc\nd', false), 'a\nb\n', { kind: 'line', line: 3 }],
    ['everything', '', 'a', { kind: 'line', line: 1 }],
  ])('differ in %s', (_, mine, theirs, difference) => {
    expect(compare(mine, theirs).difference).toEqual(difference);
  });

  it('are shown from shortly before the line that differs, with what is different in it', () => {
    const lines = Array.from({ length: 500 }, (_, number) => `line ${number + 1}`);
    const { pairs } = compare(lines.join('\n'), lines.with(299, 'line three hundred').join('\n'));
    expect(pairs.map(({ number }) => number)).toEqual(Array.from({ length: 100 }, (_, index) => 298 + index));
    expect(pairs.filter(({ differs }) => differs).map(({ number, sides }) => [number, ...sides.map(shown)])).toEqual([[300, 'line [300]', 'line [three hundred]']]);
    expect(pairs.at(3)?.sides.map(shown)).toEqual(['line 301[]', 'line 301[]']);
  });

  it('are shown around the difference where their lines are long', () => {
    const long = 'x'.repeat(10_000);
    const [pair] = compare(`${long}1${long}`, `${long}2${long}`).pairs;
    expect(pair?.sides.map(shown)).toEqual(['1', '2'].map((digit) => `…${'x'.repeat(40)}[${digit}]${'x'.repeat(259)}…`));
    expect(compare(long, long).pairs[0]?.sides.map((side) => side?.before.length)).toEqual([301, 301]);
  });

  it('are never cut within a character of two halves', () => {
    // The first two have their first half in common, the last two their second.
    expect(compare('a😀b', 'a😁b').pairs[0]?.sides.map(shown)).toEqual(['a[😀]b', 'a[😁]b']);
    expect(compare('a😀b', 'a\u{1fa00}b').pairs[0]?.sides.map(shown)).toEqual(['a[😀]b', 'a[\u{1fa00}]b']);
    for (const odd of ['', 'x']) {
      const long = odd + '😀'.repeat(5000);
      const sides = [...compare(long, long).pairs, ...compare(`${long}1${long}`, `${long}2${long}`).pairs].flatMap((pair) => pair.sides.map(shown));
      expect(sides).toHaveLength(4);
      for (const side of sides) expect(side?.isWellFormed()).toBe(true);
    }
  });
});

it('shows the first hundred lines of one text', () => {
  expect(firstLines(text('\ufeffa\nb\n')).map(({ number, line }) => [number, line?.before])).toEqual([[1, 'a'], [2, 'b']]);
  expect(firstLines(text('\n'.repeat(900)))).toHaveLength(100);
});

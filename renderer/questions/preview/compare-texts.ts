import type { FilePreview } from '../../../shared/model/file-preview.ts';

export type Text = Extract<FilePreview, { readonly kind: 'text' }>;

/** One line as it is shown: what is like the other side's, what is not, and again what is. */
export interface ShownLine {
  readonly before: string;
  readonly other: string;
  readonly after: string;
}

interface LinePair {
  /** Counted from 1. */
  readonly number: number;
  readonly differs: boolean;
  /** Null behind the end of a text. */
  readonly sides: readonly [ShownLine | null, ShownLine | null];
}

/** `line`: they differ from there on. `ends`: in their line ends alone. `unknown`: not as far as can be seen. */
export type Difference = { readonly kind: 'line'; readonly line: number } | { readonly kind: 'none' | 'ends' | 'unknown' };

interface Comparison {
  readonly difference: Difference;
  /** The lines around the first that differs, else the first ones. */
  readonly pairs: readonly LinePair[];
}

/** Lines shown. */
const SHOWN = 100;
/** Of these, before the one that differs. */
const BEFORE = 2;
/** Characters shown of a line, and of these at most so many before the first that differs. */
const WIDE = 300;
const AHEAD = 40;

/** Two texts side by side: where they first differ, and the lines to look at. */
export function compareTexts(texts: readonly [Text, Text]): Comparison {
  const [mine, theirs] = [linesOf(texts[0]), linesOf(texts[1])];
  const shared = Math.min(mine.length, theirs.length);
  let first = 0;
  while (first < shared && mine[first] === theirs[first]) first++;
  const seen = first < shared || (mine.length !== theirs.length && (mine.length < theirs.length ? texts[0] : texts[1]).whole);
  const difference: Difference = seen ? { kind: 'line', line: first + 1 } : { kind: !texts[0].whole || !texts[1].whole ? 'unknown' : texts[0].text === texts[1].text ? 'none' : 'ends' };
  const start = seen ? Math.max(0, first - BEFORE) : 0;
  const count = Math.min(SHOWN, Math.max(mine.length, theirs.length) - start);
  const pairs = Array.from({ length: count }, (_, index): LinePair => {
    const at = start + index;
    const differs = seen && at === first;
    return { number: at + 1, differs, sides: differs ? apart(mine[at], theirs[at]) : [plain(mine[at]), plain(theirs[at])] };
  });
  return { difference, pairs };
}

/** The first lines of one text. */
export function firstLines(text: Text): readonly { readonly number: number; readonly line: ShownLine | null }[] {
  return linesOf(text).slice(0, SHOWN).map((line, index) => ({ number: index + 1, line: plain(line) }));
}

/** The last line of what is not whole may be cut, and the end of the last line begins no new one. */
function linesOf({ text, whole }: Text): readonly string[] {
  const lines = text.replace(/^\ufeff/u, '').split(/\r\n|\r|\n/u);
  if (lines.length > 1 && (!whole || lines.at(-1) === '')) lines.pop();
  return lines;
}

/** The place in front of the character that this one lies in, where it lies in one: those beyond U+FFFF have two halves. */
const between = (line: string, at: number): number => ((line.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at);

function plain(line: string | undefined): ShownLine | null {
  if (line === undefined) return null;
  return { before: line.length > WIDE ? `${line.slice(0, between(line, WIDE))}…` : line, other: '', after: '' };
}

function apart(mine: string | undefined, theirs: string | undefined): readonly [ShownLine | null, ShownLine | null] {
  const [a, b] = [mine ?? '', theirs ?? ''];
  const shorter = Math.min(a.length, b.length);
  let ahead = 0;
  while (ahead < shorter && a[ahead] === b[ahead]) ahead++;
  ahead = Math.min(between(a, ahead), between(b, ahead));
  let behind = 0;
  while (behind < shorter - ahead && a[a.length - 1 - behind] === b[b.length - 1 - behind]) behind++;
  if ([a, b].some((line) => between(line, line.length - behind) < line.length - behind)) behind--;
  const from = Math.max(a.length, b.length) > WIDE ? between(a, Math.max(0, ahead - AHEAD)) : 0;
  const cut = (line: string | undefined): ShownLine | null => {
    if (line === undefined) return null;
    const to = between(line, Math.min(line.length, from + WIDE));
    const end = Math.min(to, line.length - behind);
    return { before: `${from > 0 ? '…' : ''}${line.slice(from, ahead)}`, other: line.slice(ahead, end), after: `${line.slice(end, to)}${to < line.length ? '…' : ''}` };
  };
  return [cut(mine), cut(theirs)];
}

/** The first words of a line, and where in the line each of them ends. */
export interface Words {
  readonly texts: readonly string[];
  readonly ends: readonly number[];
}

const blank = 32;
const tab = 9;

/** Cuts at blanks and tabs; what comes after `most` words is left alone. */
export function wordsOf(line: string, most: number): Words {
  const texts: string[] = [];
  const ends: number[] = [];
  for (let at = 0; at < line.length && texts.length < most; ) {
    at = skipBlanks(line, at);
    const start = at;
    while (at < line.length && !isBlank(line.charCodeAt(at))) at += 1;
    if (at === start) break;
    texts.push(line.slice(start, at));
    ends.push(at);
  }
  return { texts, ends };
}

export function skipBlanks(line: string, from: number): number {
  let at = from;
  while (at < line.length && isBlank(line.charCodeAt(at))) at += 1;
  return at;
}

export function isBlank(code: number): boolean {
  return code === blank || code === tab;
}

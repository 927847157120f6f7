/** Takes `.`, `..` and empty segments out; `..` at the start is dropped, as nothing is above the root. */
export function collapse(segments: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return kept;
}

/** Whether a name is one segment and no way out of the directory; `outside` finds the characters that it must not have. */
export function isSegment(name: string, outside: RegExp): boolean {
  return name !== '' && name !== '.' && name !== '..' && !outside.test(name) && !/[\0\r\n]/u.test(name);
}

/** The path without separators at its end, save for one that is the whole path. */
export function trimEnd(path: string, separator: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === separator) end--;
  return path.slice(0, end);
}

/** Takes `.`, `..` and empty segments out; `..` at the start is dropped, as nothing is above the root. */
export function collapse(segments: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return kept;
}

/** The path without separators at its end, save for one that is the whole path. */
export function trimEnd(path: string, separator: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === separator) end--;
  return path.slice(0, end);
}

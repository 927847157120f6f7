/** A SHA-256 fingerprint of 32 pairs, broken in its middle and not within a pair. */
export function inTwoLines(fingerprint: string): string {
  return inLines(fingerprint, 16);
}

/** A SHA-256 fingerprint in lines of so many pairs. */
export function inLines(fingerprint: string, length: number): string {
  const pairs = fingerprint.split(':');
  if (pairs.length !== 32) return fingerprint;
  return Array.from({ length: 32 / length }, (_, line) => pairs.slice(line * length, (line + 1) * length).join(':')).join('\n');
}

/** A SHA-256 fingerprint of 32 pairs, broken in its middle and not within a pair. */
export function inTwoLines(fingerprint: string): string {
  const pairs = fingerprint.split(':');
  return pairs.length === 32 ? `${pairs.slice(0, 16).join(':')}\n${pairs.slice(16).join(':')}` : fingerprint;
}

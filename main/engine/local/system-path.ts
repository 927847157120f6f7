import { isUtf8 } from 'node:buffer';

/** A lone surrogate U+DC80..U+DCFF stands for one byte that is no UTF-8. (With the u flag a pair never matches.) */
const rawByte = /[\udc80-\udcff]/u;

/**
 * A path as the system wants it: a string, or bytes where a name is no UTF-8. Names like that occur on Linux, where a file name is any
 * run of bytes without `/` and NUL.
 */
export function systemPath(path: string): string | Buffer {
  if (!rawByte.test(path)) return path;
  const parts: Buffer[] = [];
  for (const piece of path.split(/([\udc80-\udcff]+)/u)) {
    parts.push(rawByte.test(piece) ? Buffer.from(Array.from(piece, (unit) => unit.charCodeAt(0) - 0xdc00)) : Buffer.from(piece));
  }
  return Buffer.concat(parts);
}

/** A name from the system as a string that leads back to the same bytes. */
export function nameFromSystem(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString();
  let name = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    name += length === 0 ? String.fromCharCode(0xdc00 + bytes[at]!) : bytes.toString('utf8', at, at + length);
    at += Math.max(length, 1);
  }
  return name;
}

/** How long the valid UTF-8 sequence at `at` is; 0 where there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    if (isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}

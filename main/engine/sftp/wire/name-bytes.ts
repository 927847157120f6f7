import { isUtf8 } from 'node:buffer';

const ESCAPE = 0xdc00;

/**
 * A name or path as text. Bytes that are no UTF-8 stand as lone surrogates U+DC80..U+DCFF, one per byte, so that `toBytes` gives back
 * the very same bytes whatever the server's charset is.
 */
export function fromBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  let start = 0;
  while (start < bytes.length) {
    const length = sequenceLength(bytes, start);
    text += length === 0 ? String.fromCharCode(ESCAPE + (bytes[start] ?? 0)) : bytes.toString('utf8', start, start + length);
    start += Math.max(length, 1);
  }
  return text;
}

export function toBytes(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text, 'utf8');
  const parts: Buffer[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    parts.push(character.length === 1 && code >= ESCAPE + 0x80 && code <= ESCAPE + 0xff ? Buffer.of(code - ESCAPE) : Buffer.from(character, 'utf8'));
  }
  return Buffer.concat(parts);
}

/** Bytes of the character that starts here; 0 where none does (RFC 3629 section 4). */
function sequenceLength(bytes: Buffer, start: number): number {
  const first = bytes[start] ?? 0;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  return length > 0 && start + length <= bytes.length && isUtf8(bytes.subarray(start, start + length)) ? length : 0;
}

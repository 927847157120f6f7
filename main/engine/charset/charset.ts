/**
 * How the bytes of names and words become text and go back. Bytes that do not decode stand as lone surrogates U+DC80..U+DCFF, one per byte,
 * so that `encode` gives back exactly what `decode` was given.
 */
export interface Charset {
  readonly name: string;
  /** Takes any bytes. */
  decode(bytes: Uint8Array): string;
  /** Rejects with `name-not-encodable` what the charset has no bytes for. */
  encode(text: string): Buffer;
}

/** U+DC80..U+DCFF less the byte that it stands for. */
export const ESCAPE = 0xdc00;

// eslint-disable-next-line no-control-regex -- the test is for ASCII
const ascii = /^[\0-\x7f]*$/u;

/** The same for a string with one character per byte, as a control connection delivers it. */
export function decodeRaw(charset: Charset, raw: string): string {
  return ascii.test(raw) ? raw : charset.decode(Buffer.from(raw, 'latin1'));
}

/** The bytes of a text as a string with one character per byte, for a control connection. */
export function encodeRaw(charset: Charset, text: string): string {
  return ascii.test(text) ? text : charset.encode(text).toString('latin1');
}

/** The lines of a block of text, by LF. Decoded in one go where all of it decodes; one bad name does not slow down or change the others. */
export function decodeLines(charset: Charset, bytes: Uint8Array): readonly string[] {
  const whole = charset.decode(bytes);
  if (whole.isWellFormed()) return whole.split('\n');
  const lines: string[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    lines.push(charset.decode(bytes.subarray(start, end)));
    start = end + 1;
  }
  return lines;
}

/** Joins what `encodePart` makes of the well-formed runs of a text with the bytes that stand escaped in it. */
export function encodeRuns(text: string, encodePart: (part: string) => Buffer): Buffer {
  if (text.isWellFormed()) return encodePart(text);
  const parts: Buffer[] = [];
  let run = '';
  for (const character of text) {
    const byte = character.charCodeAt(0) - ESCAPE;
    if (character.length > 1 || byte < 0x80 || byte > 0xff) {
      run += character;
      continue;
    }
    parts.push(encodePart(run), Buffer.of(byte));
    run = '';
  }
  parts.push(encodePart(run));
  return Buffer.concat(parts);
}

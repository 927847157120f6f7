const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text of bytes that should be UTF-8 (RFC 2640). Bytes that are not stand as lone surrogates U+DC80..U+DCFF, one per byte, so that
 * `encodeName` gives back exactly the bytes that came.
 */
export function decodeName(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeEscaping(bytes);
  }
}

/** The lines of a block of text, by LF. Decoded in one go where all of it is UTF-8; one bad name does not slow down or change the others. */
export function decodeLines(bytes: Uint8Array): readonly string[] {
  try {
    return strict.decode(bytes).split('\n');
  } catch {
    const lines: string[] = [];
    for (let start = 0; start <= bytes.length; ) {
      const found = bytes.indexOf(10, start);
      const end = found < 0 ? bytes.length : found;
      lines.push(decodeName(bytes.subarray(start, end)));
      start = end + 1;
    }
    return lines;
  }
}

/** The same for a string with one character per byte, as the control connection delivers. */
export function decodeRaw(raw: string): string {
  // eslint-disable-next-line no-control-regex -- the test is for ASCII
  return /^[\0-\x7f]*$/u.test(raw) ? raw : decodeName(Buffer.from(raw, 'latin1'));
}

/** The bytes of a name as a string with one character per byte, for the control connection. */
export function encodeName(name: string): string {
  // eslint-disable-next-line no-control-regex -- the test is for ASCII
  if (/^[\0-\x7f]*$/u.test(name)) return name;
  let raw = '';
  for (const character of name) {
    const point = character.codePointAt(0) ?? 0;
    raw += point >= 0xdc80 && point <= 0xdcff ? String.fromCharCode(point - 0xdc00) : Buffer.from(character).toString('latin1');
  }
  return raw;
}

function decodeEscaping(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
      at += 1;
    } else {
      text += strict.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return text;
}

/** How many bytes the well-formed character at `at` has (RFC 3629 section 4); 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}

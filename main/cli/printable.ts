/**
 * A name as a terminal may be shown it: control characters (a server could send escape sequences that repaint the screen), direction
 * overrides and bytes that did not decode are written out as `\xNN` or `\uNNNN`.
 */
export function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => {
    const code = character.codePointAt(0)!;
    // Lone surrogates U+DC80..U+DCFF stand for the bytes 0x80..0xFF.
    if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
    return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/**
 * A name as it may be shown: bytes that do not decode (lone surrogates U+DC80..U+DCFF) stand as `\xNN`, control characters and those
 * that change the direction of writing as `\u{N}`, so that no name can pose as another.
 */
export function displayName(name: string): string {
  return strange.test(name) ? name.replace(every, escaped) : name;
}

const pattern = '[\\p{Cc}\\p{Surrogate}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]';
const strange = new RegExp(pattern, 'u');
const every = new RegExp(pattern, 'gu');

function escaped(character: string): string {
  const code = character.codePointAt(0)!;
  const hex = code.toString(16).toUpperCase();
  return code >= 0xdc80 && code <= 0xdcff ? `\\x${(code - 0xdc00).toString(16).toUpperCase()}` : `\\u{${hex}}`;
}

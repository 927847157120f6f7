import { monthCharsets, monthNames } from './month-names.ts';

const named = new Map<string, number>();
for (const language of Object.values(monthNames)) {
  for (const [index, spellings] of language.entries()) {
    for (const spelling of spellings.split(' ')) if (!named.has(spelling)) named.set(spelling, index + 1);
  }
}

let byBytes: ReadonlyMap<string, number> | null = null;

/**
 * The month, 1 to 12, that a word stands for: a name in one of many languages, in full or cut, with or without a final dot or comma, with
 * or without the month's number at its end (`mar03`). Bytes that are not UTF-8 (lone surrogates U+DC80..U+DCFF) are tried in the
 * charsets of old. Null for any other word.
 */
export function monthOf(word: string): number | null {
  if (word.length < 2 || word.length > 14) return null;
  const first = word.charCodeAt(0);
  if (first >= 48 && first <= 57) return null;
  const bare = word.replace(/[.,]$/u, '').toLowerCase();
  const month = named.get(bare) ?? spelledInBytes(bare);
  if (month !== undefined) return month;
  const numbered = /^(\D{3,12})(\d{1,2})$/u.exec(bare);
  const withNumber = named.get(numbered?.[1] ?? '');
  return withNumber === Number(numbered?.[2]) ? (withNumber ?? null) : null;
}

function spelledInBytes(word: string): number | undefined {
  if (!/[\udc80-\udcff]/u.test(word)) return undefined;
  byBytes ??= legacySpellings();
  return byBytes.get(word);
}

/** Every name with other letters than ASCII's as its bytes in each charset, escaped as in an entry's name; without those that mean two months. */
function legacySpellings(): ReadonlyMap<string, number> {
  const spellings = new Map<string, number>();
  for (const charset of monthCharsets) {
    const byteOf = bytesOf(charset);
    for (const [name, month] of named) {
      // eslint-disable-next-line no-control-regex -- the test is for ASCII
      if (/^[\0-\x7f]*$/u.test(name)) continue;
      for (const cased of [name, name.charAt(0).toUpperCase() + name.slice(1), name.toUpperCase()]) {
        const letters = Array.from(cased, (letter) => (letter < '\x80' ? letter.toLowerCase() : byteOf.get(letter)));
        const spelling = letters.includes(undefined) ? null : letters.join('');
        if (spelling !== null) spellings.set(spelling, (spellings.get(spelling) ?? month) === month ? month : 0);
      }
    }
  }
  for (const [spelling, month] of spellings) if (month === 0) spellings.delete(spelling);
  return spellings;
}

function bytesOf(charset: string): ReadonlyMap<string, string> {
  const decoder = new TextDecoder(charset);
  const bytes = new Map<string, string>();
  for (let byte = 0x80; byte <= 0xff; byte += 1) bytes.set(decoder.decode(Uint8Array.of(byte)), String.fromCharCode(0xdc00 + byte));
  return bytes;
}


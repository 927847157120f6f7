const WIDTH = 17;
const HEIGHT = 9;
/** How often the bishop came by, from never on; the last two mark the start and the end. */
const VALUES = ' .o+=*BOX@%&#/^SE';
const MOST = VALUES.length - 3;

/**
 * Draws a fingerprint as OpenSSH does (“drunken bishop”, after Loss, Limmer and von Gernler): a bishop walks a field of 17 by 9, two bits a
 * step, and a picture that differs is seen sooner than a digit. `fingerprint` is `SHA256:` and base64; `title` stands in the upper edge,
 * `ED25519 256` say. Returns eleven lines of 19 characters, or null where it is no such fingerprint.
 */
export function randomart(fingerprint: string, title: string): readonly string[] | null {
  const [hash, base64] = fingerprint.split(':');
  const bytes = hash === 'SHA256' && base64 !== undefined ? bytesOf(base64) : null;
  if (bytes === null) return null;
  const field = new Uint8Array(WIDTH * HEIGHT);
  let x = WIDTH >> 1;
  let y = HEIGHT >> 1;
  const start = y * WIDTH + x;
  for (const byte of bytes) {
    for (let shift = 0; shift < 8; shift += 2) {
      x = Math.min(WIDTH - 1, Math.max(0, x + ((byte >> shift) & 1 ? 1 : -1)));
      y = Math.min(HEIGHT - 1, Math.max(0, y + ((byte >> shift) & 2 ? 1 : -1)));
      const at = y * WIDTH + x;
      field[at] = Math.min(MOST + 1, (field[at] ?? 0) + 1);
    }
  }
  const end = y * WIDTH + x;
  const cell = (at: number): string => (at === end ? 'E' : at === start ? 'S' : (VALUES[field[at] ?? 0] ?? ' '));
  const row = (number: number): string => `|${Array.from({ length: WIDTH }, (_, column) => cell(number * WIDTH + column)).join('')}|`;
  return [edge(title), ...Array.from({ length: HEIGHT }, (_, number) => row(number)), edge('SHA256')];
}

function edge(words: string): string {
  const label = words === '' || words.length + 2 > WIDTH ? '' : `[${words}]`;
  const before = (WIDTH - label.length) >> 1;
  return `+${'-'.repeat(before)}${label}${'-'.repeat(WIDTH - label.length - before)}+`;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 without padding; null where there is anything else in it. */
function bytesOf(base64: string): readonly number[] | null {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const digit of base64) {
    const value = DIGITS.indexOf(digit);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return bytes;
}

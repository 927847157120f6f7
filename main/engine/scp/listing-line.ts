import type { Entry, EntryKind } from '../../../shared/model/entry.ts';
import { type Charset, decodeRaw } from '../charset/charset.ts';
import { row, sizeOf } from '../ftp/listing/row.ts';
import { modeAt } from '../ftp/listing/unix-mode.ts';
import { parseUnix } from '../ftp/listing/unix.ts';

const kinds: Readonly<Record<string, EntryKind>> = { '-': 'file', d: 'directory', l: 'link' };
/** `-rw-r--r-- 1 ada staff 12 1700000000 "name"`, `lrwx… "name" -> "target"/`. Devices have two numbers in place of a size. */
const gnuRow = /^([-a-zA-Z][-a-zA-Z]{9})[.+@]? +\d+ +(\S+) +(\S+) +(?:(\d+)|\d+, *\d+) +(-?\d+) "((?:[^"\\]|\\.)*)"\/?(?: -> "((?:[^"\\]|\\.)*)"(\/?))?$/u;
const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '"': '"', '\\': '\\' };

/** The options of GNU's `ls` by which a row has one meaning only: times in seconds, names quoted as in C, a slash after what leads to a folder. */
export const gnuOptions = '-la -p --time-style=+%s --quoting-style=c';
/** What every `ls` takes. Names come as they are. */
export const plainOptions = '-la';

/** Reads one row; `skip` for one that stands for nothing, null for one that makes no sense. */
export function readRow(line: Buffer, gnu: boolean, charset: Charset, now: number): Entry | 'skip' | null {
  const raw = line.toString('latin1');
  const entry = gnu ? readGnuRow(raw, charset) : parseUnix(raw, now);
  if (entry === null || entry === 'skip') return entry ?? (/^total \d+/u.test(raw) ? 'skip' : null);
  return gnu ? entry : { ...entry, name: decodeRaw(charset, entry.name), linkTarget: entry.linkTarget === null ? null : decodeRaw(charset, entry.linkTarget) };
}

function readGnuRow(raw: string, charset: Charset): Entry | null {
  const [whole, letters10 = '', owner = '', group = '', size, seconds = '', name = '', target, slash] = gnuRow.exec(raw) ?? [];
  if (whole === undefined) return null;
  const kind = kinds[letters10.charAt(0)] ?? 'other';
  return row({
    name: decodeRaw(charset, unquote(name)),
    kind,
    size: size === undefined ? null : sizeOf(size),
    modified: { at: Number(seconds) * 1000, precision: 'second' },
    mode: modeAt(letters10, 1),
    owner: decodeRaw(charset, owner),
    group: decodeRaw(charset, group),
    linkTarget: kind === 'link' && target !== undefined ? decodeRaw(charset, unquote(target)) : null,
    targetKind: kind === 'link' && slash === '/' ? 'directory' : null,
  });
}

/** Takes back what `--quoting-style=c` did; one character stands for one byte. */
function unquote(text: string): string {
  return text.replace(/\\([0-7]{3}|.)/gu, (_whole, escape: string) => (/^[0-7]{3}$/u.test(escape) ? String.fromCharCode(parseInt(escape, 8) & 0xff) : (letters[escape] ?? escape)));
}

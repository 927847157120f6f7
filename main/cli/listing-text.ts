import { type Entry, leadsToDirectory } from '../../shared/model/entry.ts';
import { isoTime } from './documents.ts';
import { printable } from './printable.ts';

const kindLetter = { file: '-', directory: 'd', link: 'l', other: '?', unparsed: '?' } as const;

/** A listing for a person: one line an entry, by name, columns aligned, sizes in bytes, times in UTC down to what the server gave. */
export function listingText(entries: readonly Entry[]): string {
  const order = new Intl.Collator('en', { numeric: true }).compare;
  const rows = [...entries].sort((a, b) => order(a.name, b.name)).map(cells);
  const widths = rows.reduce((widest, row) => row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)), [] as number[]);
  return rows.map((row) => row.map((cell, column) => pad(cell, column, widths)).join('  ') + '\n').join('');
}

const sizeColumn = 3;
const nameColumn = 5;

function pad(cell: string, column: number, widths: readonly number[]): string {
  if (column === nameColumn) return cell;
  return column === sizeColumn ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
}

function cells(entry: Entry): readonly string[] {
  return [
    kindLetter[entry.kind] + (entry.mode === null ? '' : permissions(entry.mode)),
    printable(entry.owner ?? ''),
    printable(entry.group ?? ''),
    entry.size === null ? '' : String(entry.size),
    (entry.modified && isoTime(entry.modified))?.replace('T', ' ').replace('Z', '') ?? '',
    printable(entry.name) + (leadsToDirectory(entry) ? '/' : '') + (entry.linkTarget === null ? '' : ` -> ${printable(entry.linkTarget)}`),
  ];
}

/** As `ls -l` writes them, with s and t for the upper three bits. */
function permissions(mode: number): string {
  const triple = (shift: number, special: number, letter: string) => {
    const bits = (mode >> shift) & 7;
    const run = bits & 1;
    const last = mode & special ? (run ? letter : letter.toUpperCase()) : run ? 'x' : '-';
    return (bits & 4 ? 'r' : '-') + (bits & 2 ? 'w' : '-') + last;
  };
  return triple(6, 0o4000, 's') + triple(3, 0o2000, 's') + triple(0, 0o1000, 't');
}

import { type Entry, leadsToDirectory } from '../../shared/model/entry.ts';
import { formatModified } from '../../shared/format/date.ts';
import { displayName } from '../../shared/format/display-name.ts';
import { formatPermissions } from '../../shared/format/permissions.ts';

const kindLetter = { file: '-', directory: 'd', link: 'l', other: '?', unparsed: '?' } as const;

/** A listing for a person: one line an entry, by name, columns aligned, sizes in bytes, times in the local zone. */
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
    kindLetter[entry.kind] + (entry.mode === null ? '' : formatPermissions(entry.mode)),
    displayName(entry.owner ?? ''),
    displayName(entry.group ?? ''),
    entry.size === null ? '' : String(entry.size),
    entry.modified === null ? '' : formatModified(entry.modified),
    displayName(entry.name) + (leadsToDirectory(entry) ? '/' : '') + (entry.linkTarget === null ? '' : ` -> ${displayName(entry.linkTarget)}`),
  ];
}

import { type Entry, leadsToDirectory } from '../../shared/model/entry.ts';
import { formatModified } from '../../shared/format/date.ts';
import { displayName } from '../../shared/format/display-name.ts';
import { formatPermissions } from '../../shared/format/permissions.ts';

const kindLetter = { file: '-', directory: 'd', link: 'l', other: '?', unparsed: '?' } as const;

/** What stands left of the name, each as it is written. */
const columns: readonly { readonly of: (entry: Entry) => string; readonly right?: true }[] = [
  { of: ({ kind, mode }) => kindLetter[kind] + (mode === null ? '' : formatPermissions(mode)) },
  { of: ({ owner }) => (owner === null ? '' : displayName(owner)) },
  { of: ({ group }) => (group === null ? '' : displayName(group)) },
  { of: ({ size }) => (size === null ? '' : String(size)), right: true },
  { of: ({ modified }) => (modified === null ? '' : formatModified(modified)) },
];

/** A listing for a person: one line an entry, by name, columns aligned, sizes in bytes, times in the local zone. */
export function listingText(entries: readonly Entry[]): string {
  // By code unit: a language's own order takes longer than the server does to list a large folder.
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const widths = columns.map(() => 0);
  const rows = sorted.map((entry) =>
    columns.map(({ of }, column) => {
      const cell = of(entry);
      if (cell.length > widths[column]!) widths[column] = cell.length;
      return cell;
    }),
  );
  // Cut once: with 50,000 rows, padding each cell anew takes longer than all the rest.
  const gaps = Array.from({ length: Math.max(...widths) + 3 }, (_, length) => ' '.repeat(length));
  let text = '';
  for (const [row, cells] of rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const gap = widths[column]! - cell.length;
      text += columns[column]!.right ? gaps[gap]! + cell + gaps[2]! : cell + gaps[gap + 2]!;
    }
    text += `${nameOf(sorted[row]!)}\n`;
  }
  return text;
}

function nameOf(entry: Entry): string {
  const name = displayName(entry.name) + (leadsToDirectory(entry) ? '/' : '');
  return entry.linkTarget === null ? name : `${name} -> ${displayName(entry.linkTarget)}`;
}

/**
 * `unparsed` is a listing row that no parser understood: it is kept and shown, so that one bad line never empties a listing.
 * A link's own kind is `link`; what it leads to stands in `targetKind` where the server says.
 */
export type EntryKind = 'file' | 'directory' | 'link' | 'other' | 'unparsed';

export type TimePrecision = 'day' | 'minute' | 'second' | 'millisecond';

export interface ModifiedTime {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** The smallest unit that the server gave; anything below it is unknown, not zero. */
  readonly precision: TimePrecision;
}

/** One row of a directory listing, on any protocol or on the local disk. */
export interface Entry {
  /** Bytes that do not decode stand as lone surrogates U+DC80..U+DCFF, so that a name goes back byte for byte. */
  readonly name: string;
  readonly kind: EntryKind;
  /** In bytes; null where the server does not say. */
  readonly size: number | null;
  /** The server counts in blocks, records or kilobytes: the size is for showing and says nothing certain about the number of bytes. */
  readonly sizeRounded?: true;
  readonly modified: ModifiedTime | null;
  /** The twelve permission bits (0o7777); null where unknown. */
  readonly mode: number | null;
  readonly owner: string | null;
  readonly group: string | null;
  readonly linkTarget: string | null;
  readonly targetKind: 'file' | 'directory' | null;
}

/** Whether double-click enters it: a directory, or a link that leads to one. */
export function leadsToDirectory(entry: Entry): boolean {
  return entry.kind === 'directory' || (entry.kind === 'link' && entry.targetKind === 'directory');
}

/** The number of bytes where the listing tells it exactly; null where it does not. */
export function exactSize(entry: Pick<Entry, 'size' | 'sizeRounded'>): number | null {
  return entry.sizeRounded === true ? null : entry.size;
}

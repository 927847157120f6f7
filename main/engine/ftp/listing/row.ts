import type { Entry } from '../../../../shared/model/entry.ts';

/**
 * What a dialect makes of one line: an entry, `skip` for a line that stands for nothing (a total, a heading, the directory itself), or
 * null when the line is not of this dialect. Dialects are pure, keep nothing from one line to the next, take time linear in the length of
 * the line and never throw. `now` (milliseconds since the epoch) is for dates without a year.
 */
export type LineParser = (line: string, now: number) => Entry | 'skip' | null;

/** An entry of which only what is given is known. */
export function row(known: Pick<Entry, 'name' | 'kind'> & Partial<Entry>): Entry {
  const { name, kind, size = null, modified = null, mode = null, owner = null, group = null, linkTarget = null, targetKind = null } = known;
  const entry = { name, kind, size, modified, mode, owner, group, linkTarget, targetKind };
  return known.sizeRounded === true ? { ...entry, sizeRounded: true } : entry;
}

/** Digits as a size in bytes; null for anything else and for what is larger than a number can hold exactly. */
export function sizeOf(digits: string): number | null {
  if (!/^\d{1,16}$/u.test(digits)) return null;
  const size = Number(digits);
  return Number.isSafeInteger(size) ? size : null;
}

/** Takes a target off `name -> target`. */
export function splitLink(named: string): { readonly name: string; readonly linkTarget: string | null } {
  const arrow = named.indexOf(' -> ');
  return arrow > 0 ? { name: named.slice(0, arrow), linkTarget: named.slice(arrow + 4) } : { name: named, linkTarget: null };
}

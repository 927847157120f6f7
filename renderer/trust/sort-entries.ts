import type { TrustEntry } from '../../shared/model/trust-entry.ts';
import { entryWords } from './entry-words.ts';

export const trustColumns = ['what', 'where', 'details', 'fingerprint', 'since'] as const;
export type TrustColumn = (typeof trustColumns)[number];

export interface TrustOrder {
  readonly by: TrustColumn;
  readonly up: boolean;
}

/** The entries in which every word of the search stands somewhere, in this order. A fingerprint is found with and without its colons. */
export function sortEntries(entries: readonly TrustEntry[], search: string, { by, up }: TrustOrder): readonly TrustEntry[] {
  const wanted = search.toLowerCase().split(/\s+/u).filter((word) => word !== '');
  const found = entries.filter((entry) => {
    const { what, where, details, fingerprint } = entryWords(entry);
    const text = [what, where, details, fingerprint, fingerprint.replaceAll(':', '')].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  const key = (entry: TrustEntry): string => (by === 'since' ? entry.decided : entryWords(entry)[by]);
  const sign = up ? 1 : -1;
  return found.toSorted((one, other) => sign * key(one).localeCompare(key(other), 'en', { numeric: true }));
}

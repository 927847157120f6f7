import { z } from 'zod';
import { exactSize, type Entry, type ModifiedTime } from './entry.ts';
import type { TransferRow } from './transfer.ts';

/** What to do where a file of that name is there already. */
export const conflictActions = ['overwrite', 'newer', 'size', 'size-or-newer', 'content', 'resume', 'rename', 'skip'] as const;
export const conflictActionSchema = z.enum(conflictActions);
export type ConflictAction = z.infer<typeof conflictActionSchema>;

/** The same as a rule for all: `ask` leaves it to the user each time. */
export const conflictPolicySchema = z.enum(['ask', ...conflictActions]);
export type ConflictPolicy = z.infer<typeof conflictPolicySchema>;

/**
 * For what an answer counts: this file; all files until the queue has nothing left to do; of these the ones of the same direction; or the
 * same direction for good, as its rule in the settings.
 */
export const conflictScopes = ['this', 'run', 'direction', 'always'] as const;
export const conflictScopeSchema = z.enum(conflictScopes);
export type ConflictScope = z.infer<typeof conflictScopeSchema>;

/** What becomes of links in folders: followed to files alone, or wherever they lead; made links at the target too; left out. */
export const linkRules = ['files', 'follow', 'keep', 'skip'] as const;
export const linkRuleSchema = z.enum(linkRules);
export type LinkRule = z.infer<typeof linkRuleSchema>;

export interface Conflict {
  readonly direction: TransferRow['direction'];
  readonly source: Entry;
  readonly target: Entry;
}

/** `compare`: it hangs on the contents. `undecided`: what the rule asks for is not known of these two files. */
export type ConflictVerdict = 'write' | 'skip' | 'rename' | 'resume' | 'compare' | 'undecided';

/** What a rule comes to for two files. */
export function judgeConflict(action: ConflictAction, { direction, source, target }: Conflict): ConflictVerdict {
  const order = compareTimes(modifiedOf(source), modifiedOf(target));
  const [from, to] = [sizeOf(source), sizeOf(target)];
  const sizes = from === null || to === null ? null : from !== to;
  switch (action) {
    case 'overwrite':
      return 'write';
    case 'rename':
    case 'skip':
      return action;
    case 'newer':
      return order === null ? 'undecided' : order > 0 ? 'write' : 'skip';
    case 'size':
      return sizes === null ? 'undecided' : sizes ? 'write' : 'skip';
    case 'size-or-newer':
      if (sizes === true || (order !== null && order > 0)) return 'write';
      return sizes === null || order === null ? 'undecided' : 'skip';
    case 'content':
      return sizes === true ? 'write' : 'compare';
    case 'resume':
      // More than there is to send cannot be the beginning of it.
      return direction === 'copy' || from === null || to === null || to > from ? 'undecided' : 'resume';
  }
}

const units = { minute: 60_000, second: 1000, millisecond: 1 } as const;
const hour = 3_600_000;

/**
 * Above 0: the first is newer for certain; below 0: older; 0: as far as can be told they are the same; null: a time is not known. A time
 * stands for all of the unit that it was told in, and a day for that day in any time zone.
 */
export function compareTimes(a: ModifiedTime | null, b: ModifiedTime | null): number | null {
  if (a === null || b === null) return null;
  const [first, second] = [spanOf(a), spanOf(b)];
  if (first.from >= second.to) return 1;
  return second.from >= first.to ? -1 : 0;
}

function spanOf({ at, precision }: ModifiedTime): { readonly from: number; readonly to: number } {
  if (precision === 'day') return { from: at - 14 * hour, to: at + 36 * hour };
  const unit = units[precision];
  const from = Math.floor(at / unit) * unit;
  return { from, to: from + unit };
}

/** The size and time of a link are its own, not those of what it leads to. */
function modifiedOf(entry: Entry): ModifiedTime | null {
  return entry.kind === 'file' ? entry.modified : null;
}

function sizeOf(entry: Entry): number | null {
  return entry.kind === 'file' ? exactSize(entry) : null;
}

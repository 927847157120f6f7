import type { Entry, ModifiedTime } from '../../../shared/model/entry.ts';
import { exactSize } from '../../../shared/model/entry.ts';
import type { Session } from '../session/session.ts';
import type { OwnFile } from '../local/part-file.ts';
import type { AtTarget, ResumeFacts } from './item.ts';

/** What is known of what lies at the target; see `ResumeFacts`. */
interface Traces {
  readonly beside?: string | null;
  readonly loose?: number;
  readonly firm?: number;
  readonly adopted?: boolean;
  readonly own?: OwnFile | null;
  /** What was decided about the target, where that is written to itself. */
  readonly over?: AtTarget | null;
}

/** What is written down of a source before bytes go to the target. */
export function factsOf(source: Pick<Entry, 'size' | 'sizeRounded' | 'modified'> | null, part: string | null, { beside = null, loose = 0, firm = 0, adopted = false, own = null, over = null }: Traces = {}): ResumeFacts {
  return {
    part, size: source === null ? null : exactSize(source), modified: source?.modified?.at ?? null, precision: source?.modified?.precision ?? null,
    ...(beside === null ? {} : { beside }), ...(loose === 0 ? {} : { loose }), ...(firm === 0 ? {} : { firm }), ...(adopted ? { adopted } : {}), ...(own === null ? {} : { own }),
    ...(over === null || over === 'nothing' || adopted ? {} : { over }),
  };
}

/**
 * Whether the source is, as far as can be told, the one that the earlier attempt read. Times count where both were told equally exactly:
 * a listing without a time zone and a query with one may differ over the same file.
 */
export function isUnchanged(earlier: ResumeFacts, size: number | null, modified: ModifiedTime | null): boolean {
  return earlier.size !== null && earlier.size === size && isSameTime(earlier, modified);
}

function isSameTime(earlier: Pick<ResumeFacts, 'modified' | 'precision'>, modified: ModifiedTime | null): boolean {
  return modified === null || earlier.modified === null || earlier.precision !== modified.precision || earlier.modified === modified.at;
}

/** What is written down of what lies at a target. */
export function atTarget(there: Pick<Entry, 'size' | 'sizeRounded' | 'modified'> | null): AtTarget {
  if (there === null) return 'nothing';
  return { size: exactSize(there), modified: there.modified?.at ?? null, precision: there.modified?.precision ?? null };
}

/** What an attempt that failed has left at this path; undefined where the server does not tell. */
export async function leftBehind(session: Session, path: string, signal: AbortSignal): Promise<AtTarget | undefined> {
  try {
    return atTarget(await session.stat(path, signal));
  } catch {
    return undefined;
  }
}

/** Whether what is there is, as far as can be told, what was found before. */
export function isStill(found: AtTarget, there: Pick<Entry, 'size' | 'sizeRounded' | 'modified'>): boolean {
  if (found === 'nothing') return false;
  const size = exactSize(there);
  return (found.size === null || size === null || found.size === size) && isSameTime(found, there.modified);
}

/** Whether what is there is still what was to be replaced, of which no attempt has written a byte yet. */
export function isUntouched({ over }: ResumeFacts, there: Pick<Entry, 'size' | 'sizeRounded' | 'modified'>): boolean {
  return over !== undefined && isStill(over, there);
}

import type { Entry, ModifiedTime } from '../../../shared/model/entry.ts';
import { exactSize } from '../../../shared/model/entry.ts';
import type { OwnFile } from '../local/part-file.ts';
import type { ResumeFacts } from './item.ts';

/** What is known of what lies at the target; see `ResumeFacts`. */
interface Traces {
  readonly beside?: string | null;
  readonly loose?: number;
  readonly firm?: number;
  readonly adopted?: boolean;
  readonly own?: OwnFile | null;
}

/** What is written down of a source before bytes go to the target. */
export function factsOf(source: Pick<Entry, 'size' | 'sizeRounded' | 'modified'> | null, part: string | null, { beside = null, loose = 0, firm = 0, adopted = false, own = null }: Traces = {}): ResumeFacts {
  return {
    part, size: source === null ? null : exactSize(source), modified: source?.modified?.at ?? null, precision: source?.modified?.precision ?? null,
    ...(beside === null ? {} : { beside }), ...(loose === 0 ? {} : { loose }), ...(firm === 0 ? {} : { firm }), ...(adopted ? { adopted } : {}), ...(own === null ? {} : { own }),
  };
}

/**
 * Whether the source is, as far as can be told, the one that the earlier attempt read. Times count where both were told equally exactly:
 * a listing without a time zone and a query with one may differ over the same file.
 */
export function isUnchanged(earlier: ResumeFacts, size: number | null, modified: ModifiedTime | null): boolean {
  if (earlier.size === null || size === null || earlier.size !== size) return false;
  return modified === null || earlier.modified === null || earlier.precision !== modified.precision || earlier.modified === modified.at;
}

import type { TransferNote } from '../../../shared/model/transfer.ts';
import type { Account } from '../account.ts';
import type { AtTarget, ResumeFacts } from './item.ts';
import type { CarryRules } from './carry-rules.ts';
import type { Pace } from './pace.ts';

export interface CarryOptions {
  readonly from: Account;
  readonly to: Account;
  readonly signal: AbortSignal;
  /** Bytes went by. The hot path: called for every piece. */
  readonly onBytes: (count: number) => void;
  readonly pace: Pace;
  /** The attempt goes on after so many bytes. */
  readonly onStart: (offset: number) => void;
  /** Called before the first byte goes to the target; null: what was there of it is gone, or of no use and `left` there. It is written down when this resolves. */
  readonly remember: (resume: ResumeFacts | null, left?: AtTarget) => Promise<void>;
  /** The same where the next bytes may not wait for it. */
  readonly rememberAtOnce: (resume: ResumeFacts) => void;
  /** The same for who calls what this gives back right before the first byte. */
  readonly rememberBefore: (resume: ResumeFacts) => () => void;
  readonly onNote: (note: TransferNote) => void;
  readonly rules: CarryRules;
  /** True: the sums of both ends agree; false: the server makes none that could be compared. */
  readonly onVerified: (verified: boolean) => void;
  /** A temporary file on the target's server is of no use any more: see `Leftovers.remove`. */
  readonly dropBeside: (path: string) => Promise<void>;
}

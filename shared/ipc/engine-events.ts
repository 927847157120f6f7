import type { SessionFacts } from './engine-calls.ts';
import type { Entry } from '../model/entry.ts';
import type { FailureData } from '../model/failure.ts';
import type { OperationId, QuestionId, SessionId, TransferId } from '../model/ids.ts';
import type { LogLine } from '../model/log-line.ts';
import type { Notice } from '../model/notice.ts';
import type { Question } from '../model/question.ts';
import type { QueueStatus, QueueTotals, TransferProgress, TransferRow } from '../model/transfer.ts';

/** Everything that the engine says without being asked. */
export type EngineEvent =
  /** Batched over 50 ms. */
  | { readonly type: 'log'; readonly lines: readonly LogLine[] }
  /** A chunk of the listing that this operation asked for, in the server's order. */
  | { readonly type: 'listing'; readonly operation: OperationId; readonly entries: readonly Entry[] }
  /** A session opened, changed its protection, or came back after a loss. */
  | { readonly type: 'session'; readonly facts: SessionFacts }
  /** A session's connection ended; it opens again at its next use unless `disconnect` ended it. */
  | { readonly type: 'session-lost'; readonly session: SessionId; readonly failure: FailureData }
  | { readonly type: 'question'; readonly id: QuestionId; readonly question: Question }
  /** The question needs no answer any more. */
  | { readonly type: 'question-withdrawn'; readonly id: QuestionId }
  /** Something about the queue's rows changed; a window fetches those that it shows. */
  | { readonly type: 'queue'; readonly status: QueueStatus }
  /** State transitions, at once; rows are added by appearing here for the first time. Only for those who follow every row, in the engine's own process. */
  | { readonly type: 'transfers'; readonly rows: readonly TransferRow[]; readonly removed: readonly TransferId[]; readonly totals: QueueTotals }
  /** Ten times a second while anything runs, with the rows that changed. */
  | { readonly type: 'progress'; readonly rows: readonly TransferProgress[]; readonly totals: QueueTotals }
  /** Something befell the queue's file. */
  | { readonly type: 'notice'; readonly notice: Notice }
  /** Something below this directory was changed by Hawser; a pane that shows it lists it again. */
  | { readonly type: 'directory-changed'; readonly session: SessionId; readonly path: string };

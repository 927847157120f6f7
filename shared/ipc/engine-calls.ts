import { z } from 'zod';
import { call } from './contract.ts';
import type { Ability } from '../model/ability.ts';
import type { Entry } from '../model/entry.ts';
import type { ChannelProtection } from '../model/protection.ts';
import type { GrammarName } from '../path/grammar.ts';
import { operationIdSchema, questionIdSchema, sessionIdSchema, siteIdSchema, transferIdSchema, type SessionId } from '../model/ids.ts';
import type { LogLine } from '../model/log-line.ts';
import { dataModeSchema, profileSchema } from '../model/profile.ts';
import { answerSchema, type Question } from '../model/question.ts';
import type { QuestionId } from '../model/ids.ts';
import type { Settings } from '../model/settings.ts';
import { transferRequestSchema, type QueueTotals, type TransferRow } from '../model/transfer.ts';

/** What the window learns of a session once it is open. */
export interface SessionFacts {
  readonly session: SessionId;
  /** In words, as `profileLabel` puts it; `local` for the local disk. */
  readonly label: string;
  /** The directory that the session starts in. */
  readonly home: string;
  readonly abilities: readonly Ability[];
  readonly grammar: GrammarName;
  readonly protection: ChannelProtection;
  /** Who is asked to open the next data connection; null where the protocol has no such choice. */
  readonly dataMode: Settings['dataMode'] | null;
}

/** The whole state, for a window that has just opened or lost count. */
export interface EngineSnapshot {
  readonly sessions: readonly SessionFacts[];
  readonly transfers: readonly TransferRow[];
  readonly totals: QueueTotals;
  readonly questions: readonly { readonly id: QuestionId; readonly question: Question }[];
  /** The newest lines of the log, oldest first. */
  readonly log: readonly LogLine[];
}

const path = z.string().min(1).max(32768);
const name = z.string().min(1).max(4096);
/** Undefined: every transfer that this verb applies to. */
const transfers = z.array(transferIdSchema).optional();

/** What the engine serves to the window (over a MessagePort) and to tests and the command line (called directly). */
export const engineCalls = {
  snapshot: call<EngineSnapshot>()(),
  /**
   * Opens a session and signs in. `secret` is the password typed just now, if any; otherwise the engine asks main for the one it
   * holds or has saved with `site`, and then the user. Cancelled by its operation id.
   */
  connect: call<SessionFacts>()(operationIdSchema, profileSchema, z.object({ secret: z.string().max(4096).optional(), site: siteIdSchema.optional() })),
  disconnect: call<void>()(sessionIdSchema),
  /** Counts from the next transfer or listing on, on every connection of the account. Fails with `not-supported` where there is no such choice. */
  setDataMode: call<void>()(sessionIdSchema, dataModeSchema),
  /** Rows arrive as `listing` events with this operation id; the result is how many there were. `fresh` passes over the cache. */
  list: call<{ readonly count: number; readonly path: string }>()(operationIdSchema, sessionIdSchema, path, z.object({ fresh: z.boolean() })),
  /** The one entry at a path, links not followed; null where there is none. */
  stat: call<Entry | null>()(sessionIdSchema, path),
  makeDirectory: call<void>()(sessionIdSchema, path),
  rename: call<void>()(sessionIdSchema, path, path),
  /** Removes files and whole directories, never following links. Cancelled by its operation id. */
  remove: call<{ readonly removed: number }>()(operationIdSchema, sessionIdSchema, z.array(z.object({ path, directory: z.boolean() })).min(1)),
  enqueue: call<void>()(transferRequestSchema),
  cancelTransfers: call<void>()(transfers),
  retryTransfers: call<void>()(transfers),
  /** Takes rows that have ended off the list. */
  clearTransfers: call<void>()(transfers),
  /** True holds every queued transfer back; what is active goes on. */
  pauseQueue: call<void>()(z.boolean()),
  answer: call<void>()(questionIdSchema, answerSchema),
  cancel: call<void>()(operationIdSchema),
  /** Places that a local pane offers as shortcuts. */
  localPlaces: call<readonly { readonly name: 'home' | 'root' | 'desktop' | 'downloads' | 'documents' | 'drive'; readonly path: string }[]>()(),
} as const;
export type EngineCalls = typeof engineCalls;

/** A name for one path segment that the user typed. */
export const segmentSchema = name;

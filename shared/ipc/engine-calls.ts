import { z } from 'zod';
import { call } from './contract.ts';
import type { Ability } from '../model/ability.ts';
import type { CertificateReport } from '../model/certificate.ts';
import { hostSchema, portSchema } from '../model/command-safe.ts';
import type { Entry } from '../model/entry.ts';
import type { FilePreview } from '../model/file-preview.ts';
import type { ChannelProtection } from '../model/protection.ts';
import type { GrammarName } from '../path/grammar.ts';
import { operationIdSchema, questionIdSchema, sessionIdSchema, siteIdSchema, transferIdSchema, type SessionId } from '../model/ids.ts';
import type { LogLine } from '../model/log-line.ts';
import { checksumAlgorithmSchema } from '../model/checksum.ts';
import { keyConversionSchema, type KeyFacts, keyPlanSchema } from '../model/key-file.ts';
import { modeChangeSchema } from '../model/mode-change.ts';
import { dataModeSchema, profileSchema } from '../model/profile.ts';
import { answerSchema, type Question } from '../model/question.ts';
import type { QuestionId } from '../model/ids.ts';
import type { Settings } from '../model/settings.ts';
import type { Notice } from '../model/notice.ts';
import { queueFileSchema, type QueueFile } from '../model/queue-file.ts';
import { movementSchema, placeSchema, prioritySchema, queuePageSchema, transferRequestSchema, transferScopeSchema, type QueuePage, type QueueStatus } from '../model/transfer.ts';

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
  readonly queue: QueueStatus;
  /** What happened before any window could be told; each is given out once. */
  readonly notices: readonly Notice[];
  readonly questions: readonly { readonly id: QuestionId; readonly question: Question }[];
  /** The newest lines of the log, oldest first. */
  readonly log: readonly LogLine[];
}

const path = z.string().min(1).max(32768);

/** Whose certificate is looked at: that of an open session, of a server, in a file, or one that was kept. */
export const inspectTargetSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('session'), session: sessionIdSchema }),
  z.object({ from: z.literal('server'), host: hostSchema, port: portSchema, protocol: z.enum(['ftps-explicit', 'ftps-implicit']) }),
  z.object({ from: z.literal('file'), path }),
  z.object({ from: z.literal('kept'), pem: z.string().min(1).max(65536), host: hostSchema.nullable() }),
]);
export type InspectTarget = z.infer<typeof inspectTargetSchema>;

/** Undefined: every transfer that this verb applies to. */
const transfers = z.union([z.array(transferIdSchema), transferScopeSchema]).optional();

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
  /** What can be shown of a file, of which only a bounded beginning is read; `size` as it was listed, null where it was not. Cancelled by its operation id. */
  preview: call<FilePreview>()(operationIdSchema, placeSchema, z.number().nonnegative().nullable()),
  makeDirectory: call<void>()(sessionIdSchema, path),
  rename: call<void>()(sessionIdSchema, path, path),
  /** Removes files and whole directories, never following links. Cancelled by its operation id. */
  remove: call<{ readonly removed: number }>()(operationIdSchema, sessionIdSchema, z.array(z.object({ path, directory: z.boolean() })).min(1)),
  /** Changes permission bits, of whole trees where the change says so; links are never followed. Cancelled by its operation id. */
  changeModes: call<{ readonly changed: number }>()(operationIdSchema, sessionIdSchema, z.array(z.object({ path, directory: z.boolean(), mode: z.int().nullable() })).min(1), modeChangeSchema),
  /** The sum of a file as lower-case hexadecimal digits, made by the server. Cancelled by its operation id. */
  checksum: call<string>()(operationIdSchema, sessionIdSchema, path, checksumAlgorithmSchema),
  /** Copies on the server itself. Cancelled by its operation id. */
  copyOnServer: call<void>()(operationIdSchema, sessionIdSchema, path, path),
  /** Bytes that the user may still store where a path is; for sessions with the ability of this name. */
  freeSpace: call<number>()(sessionIdSchema, path),
  /** Makes a link at the second path that leads to the first. */
  makeLink: call<void>()(sessionIdSchema, path, path),
  /**
   * Stores a file of this computer in a directory under a name that the server makes up; the result is its path. Never done twice by itself.
   * Cancelled by its operation id, which may leave part of the file there.
   */
  uploadUnique: call<string>()(operationIdSchema, path, sessionIdSchema, path),
  /** Sends a command that the user typed, in a directory, and gives back the server's reply, be it a refusal. */
  sendCommand: call<string>()(sessionIdSchema, z.string().min(1).max(4096), path),
  enqueue: call<void>()(transferRequestSchema),
  cancelTransfers: call<void>()(transfers),
  retryTransfers: call<void>()(transfers),
  /** Takes rows that have ended off the list. */
  clearTransfers: call<void>()(transfers),
  /** True holds every queued transfer back; what is active goes on. */
  pauseQueue: call<void>()(z.boolean()),
  /** True holds these back, and breaks off what runs of them, to be continued; false lets them go on. */
  pauseTransfers: call<void>()(transfers, z.boolean()),
  prioritizeTransfers: call<void>()(transfers, prioritySchema),
  /** Within their priority. */
  moveTransfers: call<void>()(z.array(transferIdSchema).min(1), movementSchema),
  queuePage: call<QueuePage>()(queuePageSchema),
  /** The network is there again: what waits for the next attempt begins at once. Or it is gone: attempts that fail do not count. */
  networkChanged: call<void>()(z.boolean()),
  /** What has not ended, without secrets. */
  exportQueue: call<QueueFile>()(),
  /** Adds what an exported queue holds; the result is how many rows came in. */
  importQueue: call<number>()(queueFileSchema),
  /** Says all about a certificate. Of a server: without signing in, and without any password. Cancelled by its operation id. */
  inspect: call<CertificateReport>()(operationIdSchema, inspectTargetSchema),
  /** Makes a key pair and writes it, the private half for the user alone. Fails with `already-exists` rather than replace a file. */
  generateKey: call<KeyFacts>()(keyPlanSchema),
  /** Reads a private key file. The passphrase is empty where there is none; fails with `passphrase-wanted` or `wrong-passphrase`. */
  showKey: call<KeyFacts>()(path, z.string().max(4096)),
  /** Writes a private key file anew, as another one. Fails as the two above. */
  convertKey: call<KeyFacts>()(keyConversionSchema),
  /** Lets a key, one line of authorized_keys, sign in to the account of an SSH session; false where it could already. */
  installKey: call<{ readonly added: boolean; readonly path: string }>()(sessionIdSchema, z.string().min(1).max(20000)),
  answer: call<void>()(questionIdSchema, answerSchema),
  cancel: call<void>()(operationIdSchema),
  /** Places that a local pane offers as shortcuts. */
  localPlaces: call<readonly { readonly name: 'home' | 'root' | 'desktop' | 'downloads' | 'documents' | 'drive'; readonly path: string }[]>()(),
} as const;
export type EngineCalls = typeof engineCalls;

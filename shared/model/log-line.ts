import type { SessionId } from './ids.ts';

export const logKinds = ['status', 'command', 'reply', 'error', 'trace'] as const;
export type LogKind = (typeof logKinds)[number];

/** One line of the dialogue with a server. Secrets are masked before a line is made. */
export interface LogLine {
  /** Rises by one per line, over all sessions. */
  readonly number: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly session: SessionId | null;
  /** Which of a session's connections spoke: 0 is the one that browses. */
  readonly connection: number;
  readonly kind: LogKind;
  readonly text: string;
}

import { describeFailure } from '../../shared/locale/describe-failure.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import type { SessionId } from '../../shared/model/ids.ts';
import type { LogKind, LogLine } from '../../shared/model/log-line.ts';

/** Lines kept for a window that opens later. */
const KEPT = 5_000;
const BATCH_MS = 50;
/** More lines than this in a batch go by faster than anybody reads, and cost a window less in larger ones. */
const FAST = 10;
const FAST_BATCH_MS = 500;
/** Longer texts are cut: a line is for reading. */
const LONGEST = 4_000;
const MASK = '••••••';

export interface Log {
  add(session: SessionId | null, connection: number, kind: LogKind, text: string): void;
  /** Says what has failed, beside what the server or the system said of it; nothing of what the user has called off. */
  failed(session: SessionId, connection: number, failure: FailureData): void;
  /** From here on, this text never stands in a line. */
  hide(secret: string): void;
  /** The newest lines, oldest first. */
  lines(): readonly LogLine[];
  /** Sends what waits, at once. */
  flush(): void;
}

/** The dialogue with all servers: numbered, bounded, and handed on in batches. */
export function createLog(send: (lines: readonly LogLine[]) => void): Log {
  const kept: LogLine[] = [];
  let batch: LogLine[] = [];
  let timer: NodeJS.Timeout | null = null;
  let wait = BATCH_MS;
  let number = 0;
  const secrets = new Set<string>();

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (batch.length === 0) return;
    const lines = batch;
    batch = [];
    wait = lines.length > (FAST * wait) / BATCH_MS ? FAST_BATCH_MS : BATCH_MS;
    send(lines);
  };

  const log: Log = {
    add: (session, connection, kind, text) => {
      const line: LogLine = { number: ++number, at: Date.now(), session, connection, kind, text: masked(text, secrets).slice(0, LONGEST) };
      kept.push(line);
      // Cut in large steps, so that a line costs no move of the whole list.
      if (kept.length >= KEPT * 2) kept.splice(0, kept.length - KEPT);
      batch.push(line);
      if (batch.length >= KEPT) flush();
      else timer ??= setTimeout(flush, wait);
    },
    failed: (session, connection, failure) => {
      if (failure.code === 'cancelled') return;
      const { what } = describeFailure(failure);
      log.add(session, connection, 'error', failure.detail === null ? what : `${what} (${failure.detail})`);
    },
    hide: (secret) => {
      if (secret !== '') secrets.add(secret);
    },
    lines: () => kept.slice(-KEPT),
    flush,
  };
  return log;
}

/** A secret of a letter or two would blacken every word that has them, so short ones go only where they stand alone. */
function masked(text: string, secrets: ReadonlySet<string>): string {
  let shown = text;
  for (const secret of secrets) {
    if (!shown.includes(secret)) continue;
    shown = secret.length >= 4 ? shown.replaceAll(secret, MASK) : shown.split(' ').map((word) => (word === secret ? MASK : word)).join(' ');
  }
  return shown;
}

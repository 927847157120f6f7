import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';
import type { Reply } from './reply.ts';

/** Milliseconds that a server gets to notice that its data channel is gone, and then to answer ABOR, at first with the channel open where it still is. */
const noticeTime = 1500;
const quickTime = 1000;
const abortTime = 3000;

export interface Settling {
  /** Milliseconds to wait before ABOR. */
  readonly notice?: number;
  /** Called where ABOR alone is not answered soon: closes a channel that is open. */
  readonly onSilence?: () => void;
}

/**
 * After a transfer was broken off in the middle: waits for the server's last word on it (mostly 426), asks for it by ABOR
 * (RFC 959 section 4.1.3) where it does not come, and ends the session where that does not help, since replies could not be told apart any
 * more. Returns that last word, or null. Never rejects.
 */
export async function settleTransfer(ftp: FtpConnection, final: Promise<Reply>, { notice = noticeTime, onSilence }: Settling = {}): Promise<Reply | null> {
  const { control, host, timeoutSeconds } = ftp;
  try {
    const reply = await within(final, notice);
    if (reply !== undefined || control.failure !== null) return reply ?? null;
    control.send('ABOR');
    const soon = onSilence === undefined ? undefined : await within(final, quickTime);
    if (soon === undefined) onSilence?.();
    const last = soon ?? (await within(final, abortTime));
    // ABOR has one reply or two, depending on what the server was doing; the answer to NOOP marks their end.
    const marked = last === undefined ? undefined : await within(control.converse(['NOOP'], ({ code }) => code !== 225 && code !== 226 && code !== 426), abortTime);
    if (marked === undefined) control.closeWithError(Failure.of('reply-timeout', { host, seconds: timeoutSeconds }));
    return last ?? null;
  } catch {
    // The connection ended meanwhile, which `control.failure` tells.
    return null;
  }
}

function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

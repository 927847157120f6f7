import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';

export interface ProgressWatch {
  /** Rejects when the user cancels or the data stands still for too long. Never unhandled. */
  readonly stopped: Promise<never>;
  stop(): void;
}

/** Watches one transfer: `progress` tells the bytes so far, or null while the delay is on our side. */
export function watchProgress(ftp: FtpConnection, progress: () => number | null, signal: AbortSignal): ProgressWatch {
  let reject: (failure: Failure) => void = () => undefined;
  const stopped = new Promise<never>((_, onFailure) => {
    reject = onFailure;
  });
  stopped.catch(() => undefined);

  let last: number | null = -1;
  const timer = setInterval(() => {
    const count = progress();
    if (count !== null && count === last) reject(Failure.of('reply-timeout', { host: ftp.host, seconds: ftp.timeoutSeconds }));
    last = count;
  }, ftp.timeoutSeconds * 1000);
  const onAbort = (): void => reject(Failure.of('cancelled'));
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();

  const stop = (): void => {
    clearInterval(timer);
    signal.removeEventListener('abort', onAbort);
  };
  return { stopped, stop };
}

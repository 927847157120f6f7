import { Failure } from '../session/failure.ts';

export interface ArrivalWatch {
  /** Rejects with `reply-timeout` when nothing more arrives. Never unhandled. */
  readonly stalled: Promise<never>;
  end(): void;
}

export interface Arrival {
  readonly host: string;
  readonly timeoutSeconds: number;
  /** Asks the target how many bytes it has, over another connection; null where it does not say. */
  readonly arrived: (signal: AbortSignal) => Promise<number | null>;
  /** Called with the bytes that have arrived since the last call. */
  readonly onBytes: (count: number) => void;
}

/**
 * Watches a transfer whose bytes pass elsewhere, by asking for the target's size every `timeoutSeconds`. Only a target that is empty, or has
 * grown before, tells by its size that nothing arrives: some servers keep what comes under another name until it is whole.
 */
export function watchArrival({ host, timeoutSeconds, arrived, onBytes }: Arrival): ArrivalWatch {
  const ending = new AbortController();
  let stall: (failure: Failure) => void = () => undefined;
  const stalled = new Promise<never>((_, reject) => { stall = reject; });
  stalled.catch(() => undefined);
  let last: number | null = null;
  let grows = false;
  let asking = false;

  const look = async (): Promise<void> => {
    const size = await arrived(ending.signal).catch(() => null);
    if (size === null || ending.signal.aborted) return;
    if (last !== null && size > last) {
      onBytes(size - last);
      grows = true;
    } else if (last === size && (grows || size === 0)) stall(Failure.of('reply-timeout', { host, seconds: timeoutSeconds }));
    last = size;
  };
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    void look().finally(() => { asking = false; });
  }, timeoutSeconds * 1000);
  return {
    stalled,
    end: () => {
      clearInterval(timer);
      ending.abort();
    },
  };
}

import { Failure } from './failure.ts';

/** Rejects with `cancelled` once the signal fires; `end` lets go of the signal. */
export function whenAborted(signal: AbortSignal): { readonly promise: Promise<never>; end(): void } {
  let end = (): void => {};
  const promise = new Promise<never>((_resolve, reject) => {
    const stop = (): void => reject(Failure.of('cancelled'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    end = () => signal.removeEventListener('abort', stop);
  });
  promise.catch(() => undefined);
  return { promise, end: () => end() };
}

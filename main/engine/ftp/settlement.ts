import type { Failure } from '../session/failure.ts';

/** A promise and what settles it. Its rejection is never unhandled. */
export interface Settlement<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (failure: Failure) => void;
}

export function settlement<T>(): Settlement<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (failure: Failure) => void = () => undefined;
  const promise = new Promise<T>((onValue, onFailure) => {
    resolve = onValue;
    reject = onFailure;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

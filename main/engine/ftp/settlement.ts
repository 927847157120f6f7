import type { Failure } from '../session/failure.ts';

/** What somebody may wait for. The promise is made when it is asked for, as most of them never are; its rejection is never unhandled. */
export class Settlement<T> {
  #outcome: { readonly value: T } | { readonly failure: Failure } | null = null;
  #promise: Promise<T> | null = null;
  #settle: { readonly resolve: (value: T) => void; readonly reject: (failure: Failure) => void } | null = null;

  get promise(): Promise<T> {
    if (this.#promise !== null) return this.#promise;
    const outcome = this.#outcome;
    this.#promise = new Promise<T>((resolve, reject) => {
      if (outcome === null) this.#settle = { resolve, reject };
      else if ('value' in outcome) resolve(outcome.value);
      else reject(outcome.failure);
    });
    this.#promise.catch(() => undefined);
    return this.#promise;
  }

  /** Of several calls of this and `reject` the first counts. */
  resolve(value: T): void {
    this.#outcome ??= { value };
    this.#settle?.resolve(value);
  }

  reject(failure: Failure): void {
    this.#outcome ??= { failure };
    this.#settle?.reject(failure);
  }
}

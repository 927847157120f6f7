import type { FailureData } from './failure.ts';

/** What a call across processes comes back with. Failures travel as data, since Electron keeps only an error's message. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: FailureData };

export function succeeded<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(failure: FailureData): Outcome<never> {
  return { ok: false, failure };
}

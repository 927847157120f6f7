import { expect } from 'vitest';
import type { FailureData } from '../../../shared/model/failure.ts';
import { Failure } from './failure.ts';

/** What a promise rejects with, which has to be a Failure. */
export async function failureOf(promise: Promise<unknown>): Promise<FailureData> {
  const thrown = await promise.then(() => 'no failure', (problem: unknown) => problem);
  expect(thrown).toBeInstanceOf(Failure);
  return (thrown as Failure).data;
}

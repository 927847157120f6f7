import type { FailureData } from '../../shared/model/failure.ts';
import type { JsonDocument } from './documents.ts';

/** What a verb hands back to be printed. Only what is asked for is made, since a listing can be long. */
export interface Report {
  document(): JsonDocument;
  /** The same for a person, with its last line break; empty where there is nothing to say. */
  text(): string;
  /** The parts of the work that failed. With any, the exit status is that of a failure, and the document says both what was done and what was not. */
  readonly failures: readonly { readonly path: string; readonly failure: FailureData }[];
}

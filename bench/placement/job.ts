import type { Profile } from '../../shared/model/profile.ts';

/** One download, as it is handed to wherever it runs (in the environment variable HAWSER_PLACEMENT_JOB, as JSON). */
export interface Job {
  readonly profile: Profile;
  readonly secret: string | null;
  /** Fingerprints of the server. */
  readonly hostKey: string;
  readonly certificate: string;
  readonly remote: string;
  readonly local: string;
}

export const jobVariable = 'HAWSER_PLACEMENT_JOB';
/** Begins the one line of output that holds the result, as JSON. */
export const resultMark = 'placement-result ';

export interface JobResult {
  readonly milliseconds: number;
  /** Processor time of the whole process meanwhile, which what else runs on the machine touches least. */
  readonly cpuMilliseconds: number;
}

import type { Settings } from '../../shared/model/settings.ts';

/** What the engine of a round is told in argv, each time that it is started. */
export interface Errand {
  readonly seed: number;
  readonly servers: readonly OneServer[];
  /** The file that the queue is kept in. */
  readonly queue: string;
  readonly settings: Partial<Settings>;
  readonly requests: readonly { readonly from: Spot; readonly to: Spot }[];
  /** Until when the user interferes, in milliseconds since the epoch. */
  readonly restlessUntil: number;
}

export interface OneServer {
  readonly profile: unknown;
  readonly secret: string;
}

/** A folder on this computer, or on one of the servers, by its place among them. */
export interface Spot {
  readonly on: 'here' | number;
  readonly path: string;
}

/** What the engine says at the end of its standard output, as JSON. */
export interface Report {
  /** What is not as it should be. */
  readonly wrong: readonly string[];
  /** Files that were done before the user came to rest. */
  readonly early: number;
  /** Of files that met others at their targets, what came of them, by the path that they have there. */
  readonly outcomes: Readonly<Record<string, string>>;
  /** Copies between the servers: how many flowed directly, and how many through this computer. */
  readonly direct: number;
  readonly through: number;
}

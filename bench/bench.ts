import type { Place } from './place.ts';

/** One line of the table and of out/bench.json. `ratio` is ours / theirs; below 1 is better. */
export interface Row {
  readonly bench: string;
  /** Null where nobody else does this. */
  readonly peer: string | null;
  /** Medians, in `unit`. */
  readonly ours: number;
  readonly theirs: number | null;
  readonly ratio: number | null;
  readonly rounds: number;
  readonly unit: 's' | 'ms' | 'MB' | '%';
}

export interface BenchOptions {
  /** How often each program runs; the programs take turns. */
  readonly rounds: number;
  /** Bytes of the one large file. */
  readonly size: number;
  /** Files of the small-file benches, and entries of the listing. */
  readonly smallFiles: number;
  readonly listEntries: number;
  /** Electron's binary: our runtime. */
  readonly electron: string;
  readonly place: Place;
  /** Tells the person who waits. */
  readonly say: (line: string) => void;
}

/** One name that `npm run bench` takes. */
export interface Bench {
  readonly name: string;
  run(options: BenchOptions): Promise<readonly Row[]>;
}

/** Exactly what to start, as a user of the program would. */
export interface Invocation {
  readonly program: string;
  readonly args: readonly string[];
  /** Added to our own; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Fed to standard input. */
  readonly input?: string;
  /** What one run counts as; 0 unless given. */
  readonly status?: number;
}

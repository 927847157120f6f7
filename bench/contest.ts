import type { BenchOptions, Invocation, Row } from './bench.ts';
import { type Run, runProgram } from './run-program.ts';

/** One program in one bench. */
export interface Contestant {
  readonly name: string;
  readonly invocation: Invocation;
  /** Brings about what the run starts from. Not timed. */
  readonly prepare?: () => Promise<void>;
  /** Rejects unless the run did all of its work. Not timed. */
  readonly verify?: (run: Run) => Promise<void> | void;
}

export interface Contest {
  readonly bench: string;
  readonly ours: Contestant;
  readonly peers: readonly Contestant[];
  readonly measure: 'seconds' | 'milliseconds' | 'memory';
}

const units = { seconds: 's', milliseconds: 'ms', memory: 'MB' } as const;

/** Runs all contestants as whole programs, by turns, and measures one thing. */
export function hold({ bench, ours, peers, measure }: Contest, options: BenchOptions): Promise<readonly Row[]> {
  const racer = ({ name, invocation, prepare, verify }: Contestant): Racer => ({
    name,
    run: async () => {
      await prepare?.();
      const run = await runProgram(invocation, { memory: measure === 'memory' });
      await verify?.(run);
      return [measured(run, measure)];
    },
  });
  return race([{ bench, unit: units[measure] }], racer(ours), peers.map(racer), options);
}

/** One of those compared, however it is run. */
export interface Racer {
  readonly name: string;
  /** One run: a value for each of the figures. */
  readonly run: () => Promise<readonly number[]>;
  /** Takes so long that the first round has to do. */
  readonly once?: boolean;
}

/** What a run gives a value of. */
export interface Figure {
  readonly bench: string;
  readonly unit: Row['unit'];
}

/**
 * Runs all in turn, round after round, each round beginning with another one, so that what the machine does meanwhile and what one leaves
 * warm for the next falls on all alike. Gives a row a figure and peer, with medians; a row of ours alone where there is no peer.
 */
export async function race(figures: readonly Figure[], ours: Racer, peers: readonly Racer[], { rounds, say }: Pick<BenchOptions, 'rounds' | 'say'>): Promise<readonly Row[]> {
  const all = [ours, ...peers];
  const results = new Map<string, (readonly number[])[]>(all.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < all.length; turn++) {
      const { name, run, once = false } = all[(round + turn) % all.length]!;
      if (once && results.get(name)!.length > 0) continue;
      const values = await run();
      results.get(name)!.push(values);
      figures.forEach(({ bench, unit }, index) => say(`  ${bench} ${name} ${values[index]!.toFixed(3)} ${unit}`));
    }
  }
  const middle = (name: string, index: number): number => median(results.get(name)!.map((values) => values[index]!));
  return figures.flatMap(({ bench, unit }, index): readonly Row[] => {
    const own = middle(ours.name, index);
    const row = { bench, ours: rounded(own), rounds, unit };
    if (peers.length === 0) return [{ ...row, peer: null, theirs: null, ratio: null }];
    return peers.map(({ name }) => {
      const theirs = middle(name, index);
      return { ...row, peer: name, theirs: rounded(theirs), ratio: rounded(own / theirs) };
    });
  });
}

function measured({ milliseconds, peakBytes }: Run, measure: Contest['measure']): number {
  switch (measure) {
    case 'seconds':
      return milliseconds / 1000;
    case 'milliseconds':
      return milliseconds;
    case 'memory':
      if (peakBytes === null) throw new Error('Memory was not watched.');
      return peakBytes / 1e6;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Three decimals: finer than any run repeats. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

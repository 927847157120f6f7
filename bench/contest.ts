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

/**
 * Runs all contestants in turn, round after round, each round beginning with another one, so that what the machine does meanwhile and
 * what one leaves warm for the next falls on all alike. Gives a row a peer, with medians.
 */
export async function hold({ bench, ours, peers, measure }: Contest, { rounds, say }: BenchOptions): Promise<readonly Row[]> {
  const all = [ours, ...peers];
  const results = new Map<string, number[]>(all.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < all.length; turn++) {
      const contestant = all[(round + turn) % all.length]!;
      await contestant.prepare?.();
      const run = await runProgram(contestant.invocation, { memory: measure === 'memory' });
      await contestant.verify?.(run);
      const value = measured(run, measure);
      results.get(contestant.name)!.push(value);
      say(`  ${bench} ${contestant.name} ${value.toFixed(3)} ${units[measure]}`);
    }
  }
  const own = median(results.get(ours.name)!);
  return peers.map(({ name }) => {
    const theirs = median(results.get(name)!);
    return { bench, peer: name, ours: rounded(own), theirs: rounded(theirs), ratio: rounded(own / theirs), rounds, unit: units[measure] };
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

import { parseArgs } from 'node:util';

export interface MainOptions {
  /** Null: all. */
  readonly names: readonly string[] | null;
  readonly rounds: number;
  /** Bytes. */
  readonly size: number;
  readonly smallFiles: number;
  readonly listEntries: number;
  /** Write the results into docs/bench.md too. */
  readonly publish: boolean;
}

/** Reads `[name…] [--rounds N] [--size MiB] [--files N] [--entries N] [--publish]`. Throws a sentence. */
export function readOptions(argv: readonly string[]): MainOptions {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '3' },
      size: { type: 'string', default: '1024' },
      files: { type: 'string', default: '2000' },
      entries: { type: 'string', default: '50000' },
      publish: { type: 'boolean', default: false },
    },
  });
  const count = (name: 'rounds' | 'size' | 'files' | 'entries'): number => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number above 0.`);
    return value;
  };
  return {
    names: positionals.length === 0 ? null : positionals,
    rounds: count('rounds'),
    size: count('size') * 1024 * 1024,
    smallFiles: count('files'),
    listEntries: count('entries'),
    publish: values.publish,
  };
}

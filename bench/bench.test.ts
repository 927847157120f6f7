import { describe, expect, it } from 'vitest';
import { median, race, rounded } from './contest.ts';
import { readOptions } from './options.ts';
import { benches } from './registry.ts';
import { table } from './report.ts';

describe('the bench', () => {
  it('has the names that are promised, each once', () => {
    const names = benches.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const protocol of ['ftp', 'ftps', 'sftp']) {
      for (const what of ['get', 'put', 'small-down', 'small-up', 'list', 'memory', 'queue']) expect(names).toContain(`${protocol}-${what}`);
    }
    for (const what of ['get', 'put', 'small']) expect(names).toContain(`sftp-rtt-${what}`);
    for (const what of ['100k', 'progress', 'scroll']) expect(names).toContain(`queue-${what}`);
    expect(names).toContain('start');
    expect(names).toContain('cli-start');
  });

  it('takes medians', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(rounded(1.23456)).toBe(1.235);
  });

  it('has all run by turns, each round beginning with another one, and one that takes too long but once', async () => {
    const order: string[] = [];
    const racer = (name: string, values: readonly number[], once = false) => ({ name, once, run: () => Promise.resolve([values[order.push(name) % values.length]!]) });
    const rows = await race([{ bench: 'b', unit: 's' }], racer('us', [2]), [racer('them', [4]), racer('slow', [40], true)], { rounds: 2, say: () => undefined });
    expect(order).toEqual(['us', 'them', 'slow', 'them', 'us']);
    expect(rows.map(({ peer, ours, theirs, ratio }) => [peer, ours, theirs, ratio])).toEqual([['them', 2, 4, 0.5], ['slow', 2, 40, 0.05]]);
    expect(await race([{ bench: 'alone', unit: 'ms' }], racer('us', [2]), [], { rounds: 1, say: () => undefined })).toMatchObject([{ peer: null, ours: 2, theirs: null, ratio: null }]);
  });

  it('reads its options', () => {
    expect(readOptions([])).toEqual({ names: null, rounds: 3, size: 2 ** 30, smallFiles: 2000, listEntries: 50_000, publish: false });
    expect(readOptions(['ftp-get', '--size', '64', '--rounds', '1'])).toMatchObject({ names: ['ftp-get'], size: 64 * 2 ** 20, rounds: 1 });
    expect(() => readOptions(['--rounds', '0'])).toThrow('--rounds');
  });

  it('draws a table that is aligned, and leaves out what there is not', () => {
    const rows = [
      { bench: 'ftp-get', peer: 'curl', ours: 1.234, theirs: 12.34, ratio: 0.1, rounds: 3, unit: 's' },
      { bench: 'start', peer: null, ours: 620, theirs: null, ratio: null, rounds: 3, unit: 'ms' },
    ] as const;
    expect(table(rows).split('\n')).toEqual([
      '| bench   | peer | ours | theirs | ratio | unit | rounds |',
      '|---------|------|-----:|-------:|------:|------|-------:|',
      '| ftp-get | curl | 1.23 |   12.3 |  0.10 | s    |      3 |',
      '| start   |      |  620 |        |       | ms   |      3 |',
    ]);
  });
});

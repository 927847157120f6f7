import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Bench, Row } from './bench.ts';
import { machineFacts } from './machine.ts';
import { peerVersions } from './peer-versions.ts';
import { publish } from './publish.ts';
import { readOptions } from './options.ts';
import { makePlace } from './place.ts';
import { benches, namedOnly } from './registry.ts';
import { table } from './report.ts';

const out = fileURLToPath(new URL('../out/', import.meta.url));
const say = (line: string): void => void process.stderr.write(`${line}\n`);

function choose(names: readonly string[] | null): readonly Bench[] {
  if (names === null) return benches;
  const all = [...benches, ...namedOnly];
  return names.map((name) => {
    const found = all.find((bench) => bench.name === name);
    if (!found) throw new Error(`There is no bench “${name}”; there are: ${all.map((bench) => bench.name).join(' ')}`);
    return found;
  });
}

/** Runs the benches named, prints their table on standard output and writes out/bench.json. A bench that fails is told of at the end, and the others run. */
async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  const chosen = choose(options.names);
  // The large file and each contestant's copy of it, or one four times as large and its copy, and room for the small ones.
  const place = await makePlace(options.size * 9 + 1024 ** 3);
  const electron = process.env['HAWSER_ELECTRON'] ?? process.execPath;
  const rows: Row[] = [];
  const failures: string[] = [];
  try {
    for (const bench of chosen) {
      say(bench.name);
      try {
        rows.push(...(await bench.run({ ...options, electron, place, say })));
      } catch (problem) {
        failures.push(`${bench.name}: ${problem instanceof Error ? problem.message : String(problem)}`);
        say(`  failed: ${failures.at(-1)}`);
      }
    }
  } finally {
    await place.remove();
  }
  const facts = machineFacts(place.filesystem, process.versions['electron'] ?? 'none');
  const amounts = `${options.size / 2 ** 20} MiB, ${options.smallFiles} small files, ${options.listEntries} entries, ${options.rounds} rounds`;
  process.stdout.write(`${facts}\n${amounts}\n\n${table(rows)}\n`);
  if (options.publish) await publish({ command: ['npm run bench --', ...argv].join(' '), facts, amounts, versions: await peerVersions(), table: table(rows), failures });
  await mkdir(out, { recursive: true });
  await writeFile(`${out}bench.json`, `${JSON.stringify({ rows }, null, 2)}\n`);
  for (const failure of failures) say(`FAILED ${failure}`);
  return failures.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (problem) {
  say(problem instanceof Error ? problem.message : String(problem));
  process.exitCode = 1;
}

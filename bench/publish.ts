import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../docs/bench.md', import.meta.url));
const begin = '<!-- results: written by `npm run bench -- --publish` -->';
const end = '<!-- end of results -->';

export interface Publication {
  readonly command: string;
  readonly facts: string;
  readonly amounts: string;
  readonly versions: readonly string[];
  readonly table: string;
  readonly failures: readonly string[];
}

/** Puts a run's results into docs/bench.md, in place of the last ones. */
export async function publish(results: Publication): Promise<void> {
  const text = await readFile(file, 'utf8');
  const [head, rest] = text.split(begin);
  const tail = rest?.split(end)[1];
  if (head === undefined || tail === undefined) throw new Error(`${file} has no place for results.`);
  await writeFile(file, `${head}${begin}\n\n${section(results)}\n${end}${tail}`);
}

function section({ command, facts, amounts, versions, table, failures }: Publication): string {
  const lines = [`\`${command}\` on ${new Date().toISOString().slice(0, 10)}.`, `${facts}.`, `${amounts}. Peers: ${versions.join(', ')}.`, table];
  return `${[...lines, ...failures.map((failure) => `Failed: ${failure}`)].join('\n\n')}\n`;
}

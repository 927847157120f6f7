import type { Entry, ModifiedTime } from '../../../../shared/model/entry.ts';
import { fullDateOf } from './full-date.ts';
import { row, type LineParser } from './row.ts';
import { clockOf, timeAt, type Clock } from './time.ts';
import { writtenSize } from './written-size.ts';

const block = 512;
const named = /^(?<name>\S{1,255});(?<version>\d{1,5})(?=\s|$)/u;
/** A word, or what stands in brackets with its blanks. */
const field = /\[[^\]]{0,80}\]|\([^)]{0,80}\)|\S+/gu;
const heading = /^(?:Directory \S{1,255}\]?$|(?:Grand )?Total of \d{1,9} )/iu;
const closed = /(?:%\w{1,12}-\w-PRV|insufficient privilege|no privilege)/iu;

/**
 * A row of OpenVMS: `README.TXT;2  3/6  2-JAN-2026 03:04:05.67  [GROUP,ADA]  (RWED,RWED,RE,)`. What follows the name may come in any order.
 * Sizes are in blocks of 512 bytes, used and allocated, of which the first counts.
 */
export const parseVms: LineParser = (line) => {
  const found = named.exec(line)?.groups;
  if (found === undefined) return heading.test(line) ? 'skip' : null;
  const facts = factsOf(line.slice((found['name'] ?? '').length + (found['version'] ?? '').length + 1));
  if (facts === null) return null;
  const directory = /.\.DIR$/iu.test(found['name'] ?? '');
  const name = directory ? (found['name'] ?? '').slice(0, -4) : `${found['name']};${found['version']}`;
  return row({ name, kind: directory ? 'directory' : 'file', modified: facts.modified, owner: facts.owner, group: facts.group, ...(directory ? {} : facts.size) });
};

/** Whether a line is a name and nothing else: the rest of its row is in the next line, as the name was too long for one. */
export function isVmsName(line: string): boolean {
  return line.length < 262 && /^\S{1,255};\d{1,5}\s{0,4}$/u.test(line);
}

interface Facts extends Pick<Entry, 'owner' | 'group'> {
  readonly size: Pick<Entry, 'size' | 'sizeRounded'>;
  readonly modified: ModifiedTime | null;
}

/** Null where nothing tells that this is a row of VMS. */
function factsOf(rest: string): Facts | null {
  let size: Facts['size'] | null = null;
  let date: ReturnType<typeof fullDateOf> = null;
  let clock: Clock | null = null;
  let owner: string | null = null;
  let fields = 0;
  for (const [word] of rest.matchAll(field)) {
    fields += 1;
    if (fields > 12) break;
    if (word.startsWith('[')) owner ??= word.slice(1, -1).trim();
    else if (date === null && (date = fullDateOf(word)) !== null) continue;
    else if (clock === null && (clock = clockOf(word)) !== null) continue;
    else size ??= blocksOf(word);
  }
  if (date === null && size === null && !closed.test(rest.slice(0, 200))) return null;
  const comma = owner === null ? -1 : owner.indexOf(',');
  return {
    size: size ?? { size: null },
    modified: date === null ? null : timeAt(date.year, date.month, date.day, clock),
    owner: owner === null ? null : owner.slice(comma + 1).trim(),
    group: owner === null || comma < 0 ? null : owner.slice(0, comma).trim(),
  };
}

function blocksOf(word: string): Facts['size'] | null {
  const blocks = /^(\d{1,12})(?:\/\d{1,12})?$/u.exec(word);
  return blocks === null ? writtenSize(word.replace(/\/.{0,20}$/u, '')) : { size: Number(blocks[1]) * block, sizeRounded: true };
}

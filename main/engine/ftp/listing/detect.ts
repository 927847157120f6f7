import type { Entry } from '../../../../shared/model/entry.ts';
import { dialectsFor, type ServerType } from '../../../../shared/model/server-type.ts';
import { dialects } from './dialects.ts';
import { row, type LineParser } from './row.ts';
import { isVmsName, parseVms } from './vms.ts';

/** Longer lines are no listing of any server. */
const lineLimit = 16_384;

/** A parser for a whole listing, line after line. It never gives null: what no dialect understands becomes an `unparsed` row. */
export interface ListingParser {
  (line: string, now: number): Entry | 'skip';
  /** The rows of lines that waited for more; to be asked for after the last line. */
  rest(): readonly Entry[];
}

/**
 * Finds out line by line what a server speaks. Each line is tried in the same order whatever came before it, so that no row is read in the
 * light of another. The one exception is a name of VMS that stands alone in its line: the next line completes it, or it ends up, unparsed,
 * in `rest`.
 */
export function detectingParser(type: ServerType = 'default'): ListingParser {
  const inOrder: readonly LineParser[] = dialectsFor(type).map((name) => dialects[name]);
  let waiting: string | null = null;
  const alone: Entry[] = [];

  const putAside = (): void => {
    const entry = waiting === null ? 'skip' : unparsed(waiting);
    if (entry !== 'skip') alone.push(entry);
    waiting = null;
  };
  const parse = (line: string, now: number): Entry | 'skip' => {
    if (line.length > lineLimit) return unparsed(line.slice(0, 200));
    if (waiting !== null) {
      const whole = /^\s/u.test(line) ? parseVms(`${waiting.trimEnd()} ${line}`, now) : null;
      if (whole !== null) {
        waiting = null;
        return whole;
      }
      putAside();
    }
    for (const dialect of inOrder) {
      const parsed = dialect(line, now);
      if (parsed !== null) return parsed;
    }
    if (!isVmsName(line)) return unparsed(line);
    waiting = line;
    return 'skip';
  };
  return Object.assign(parse, {
    rest: () => {
      putAside();
      return alone.splice(0);
    },
  });
}

/** A line that is shown as it came. A slash in it would make a path of what is no name, so that a look-alike stands for it. */
export function unparsed(line: string): Entry | 'skip' {
  const name = line.trim().replaceAll('/', '\u2215').replaceAll(/[\0\r]/gu, '');
  return name === '' ? 'skip' : row({ name, kind: 'unparsed' });
}

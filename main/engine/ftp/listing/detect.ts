import { parseDos } from './dos.ts';
import { parseEplf } from './eplf.ts';
import { row, type LineParser } from './row.ts';
import { parseUnix } from './unix.ts';

/** The dialects of LIST, the most common first. */
const dialects: readonly LineParser[] = [parseUnix, parseDos, parseEplf];

/** Longer lines are no listing of any server. */
const lineLimit = 16_384;

/**
 * A parser that finds out what a server speaks: it keeps to the dialect that understood the last line and tries the others where that one
 * does not. It never gives null: what nobody understands becomes an `unparsed` row.
 */
export function detectingParser(): LineParser {
  let current = parseUnix;
  return (line, now) => {
    if (line.length > lineLimit) return unparsed(line.slice(0, 200));
    const parsed = current(line, now);
    if (parsed !== null) return parsed;
    for (const dialect of dialects) {
      const other = dialect === current ? null : dialect(line, now);
      if (other !== null) {
        current = dialect;
        return other;
      }
    }
    return unparsed(line);
  };
}

/** A line that is shown as it came. A slash in it would make a path of what is no name, so that a look-alike stands for it. */
export function unparsed(line: string): Exclude<ReturnType<LineParser>, null> {
  const name = line.trim().replaceAll('/', '\u2215').replaceAll('\0', '');
  return name === '' ? 'skip' : row({ name, kind: 'unparsed' });
}

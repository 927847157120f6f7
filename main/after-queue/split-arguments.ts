/** Where the reading of a line stands. */
interface Reading {
  readonly done: string[];
  /** The argument that is being read; null between two, since `""` is one too. */
  current: string | null;
}

/** What stands between arguments; a space of another alphabet is part of a name. */
const BLANK = /^[ \t]/u;

/**
 * Takes a line of arguments apart as the platform's own command lines are read, quotes and backslashes alone: nothing else in it means
 * anything. Null where a quote has no partner.
 */
export function splitArguments(line: string, platform: NodeJS.Platform): readonly string[] | null {
  const reading: Reading = { done: [], current: null };
  const sound = platform === 'win32' ? readWindows(line, reading) : readPosix(line, reading);
  if (!sound) return null;
  endArgument(reading);
  return reading.done;
}

function endArgument(reading: Reading): void {
  if (reading.current !== null) reading.done.push(reading.current);
  reading.current = null;
}

const add = (reading: Reading, text: string): void => {
  reading.current = (reading.current ?? '') + text;
};

/** As Windows programs read them: a backslash is one, but before a quote, so that paths stand as they are; two quotes within quotes are one. */
function readWindows(line: string, reading: Reading): boolean {
  let quoted = false;
  let closed = -1;
  for (const { 0: part, index: at } of line.matchAll(/\\*"|\\+|[ \t]+|[^\\" \t]+/gu)) {
    if (part.endsWith('"')) {
      const backslashes = part.length - 1;
      add(reading, '\\'.repeat(backslashes / 2));
      // What closes a quoted part and opens another at once is a quote in it.
      if (backslashes % 2 === 1 || closed === at) add(reading, '"');
      if (backslashes % 2 === 0) {
        closed = quoted ? at + part.length : -1;
        quoted = !quoted;
      }
    } else if (!quoted && BLANK.test(part)) endArgument(reading);
    else add(reading, part);
  }
  return !quoted;
}

/** As a POSIX shell reads quotes: all is plain in single ones, a backslash keeps what follows outside, and quote and backslash in double ones. */
function readPosix(line: string, reading: Reading): boolean {
  for (const [part] of line.matchAll(/'[^']*'|"(?:\\.|[^"\\])*"|\\.|[ \t]+|[^ \t'"\\]+|./gsu)) {
    if (BLANK.test(part)) endArgument(reading);
    else if (part === "'" || part === '"' || part === '\\') return false;
    else if (part.startsWith("'")) add(reading, part.slice(1, -1));
    else if (part.startsWith('"')) add(reading, part.slice(1, -1).replaceAll(/\\(["\\])/gu, '$1'));
    else add(reading, part.startsWith('\\') ? part.slice(1) : part);
  }
  return true;
}

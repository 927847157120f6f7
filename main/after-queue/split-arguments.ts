/** Where the reading of a line stands. */
interface Reading {
  readonly done: string[];
  /** The argument that is being read; null between two, since `""` is one too. */
  current: string | null;
}

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

/** As Windows programs read them: a backslash is one, but before a quote, so that paths stand as they are. */
function readWindows(line: string, reading: Reading): boolean {
  let quoted = false;
  for (const [part] of line.matchAll(/\\*"|\\+|\s+|[^\\"\s]+/gu)) {
    if (part.endsWith('"')) {
      const backslashes = part.length - 1;
      add(reading, '\\'.repeat(backslashes / 2));
      if (backslashes % 2 === 1) add(reading, '"');
      else quoted = !quoted;
    } else if (!quoted && part.trim() === '') endArgument(reading);
    else add(reading, part);
  }
  return !quoted;
}

/** As a POSIX shell reads quotes: all is plain in single ones, a backslash keeps what follows outside, and quote and backslash in double ones. */
function readPosix(line: string, reading: Reading): boolean {
  for (const [part] of line.matchAll(/'[^']*'|"(?:\\.|[^"\\])*"|\\.|\s+|[^\s'"\\]+|./gsu)) {
    if (part.trim() === '') endArgument(reading);
    else if (part === "'" || part === '"' || part === '\\') return false;
    else if (part.startsWith("'")) add(reading, part.slice(1, -1));
    else if (part.startsWith('"')) add(reading, part.slice(1, -1).replaceAll(/\\(["\\])/gu, '$1'));
    else add(reading, part.startsWith('\\') ? part.slice(1) : part);
  }
  return true;
}

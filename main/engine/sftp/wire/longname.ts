const SPACE = 0x20;

export interface Owners {
  readonly owner: string;
  readonly group: string;
}

/** Directories rarely have files of more than one owner, so the last answer is kept. */
let lastText = '';
let lastOwners: Owners | null = null;

/**
 * Owner and group out of `-rw-r--r--    1 root     wheel  1024 Jan 01 00:00 name`, the form that the draft recommends (section 7). Null
 * where a line does not look like it.
 */
export function ownersOf(longname: Buffer): Owners | null {
  // Ten or eleven characters of mode, then the count of links.
  let at = nextSpace(longname, 0);
  if (at < 10 || at > 11) return null;
  at = skipSpaces(longname, at);
  const links = at;
  at = nextSpace(longname, at);
  for (let digit = links; digit < at; digit++) {
    const code = longname[digit] ?? 0;
    if (code !== 0x3f && (code < 0x30 || code > 0x39)) return null;
  }
  const start = skipSpaces(longname, at);
  const ownerEnd = nextSpace(longname, start);
  const groupStart = skipSpaces(longname, ownerEnd);
  const groupEnd = nextSpace(longname, groupStart);
  if (groupEnd >= longname.length || groupStart === groupEnd) return null;
  const text = longname.toString('latin1', start, groupEnd);
  if (text !== lastText) {
    lastText = text;
    lastOwners = { owner: longname.toString('utf8', start, ownerEnd), group: longname.toString('utf8', groupStart, groupEnd) };
  }
  return lastOwners;
}

function nextSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== SPACE) at++;
  return at;
}

function skipSpaces(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] === SPACE) at++;
  return at;
}

import type { Entry, EntryKind, ModifiedTime } from '../../../../shared/model/entry.ts';
import { row, sizeOf, type LineParser } from './row.ts';
import { timeOf } from './time.ts';

const zero = 48;

/** Names of facts that are read, each with the field that it fills. */
const fields: ReadonlyMap<string, keyof Facts> = new Map([
  ['type', 'type'], ['size', 'size'], ['modify', 'modify'],
  ['unix.mode', 'mode'], ['unix.ownername', 'ownerName'], ['unix.owner', 'owner'], ['unix.uid', 'uid'],
  ['unix.groupname', 'groupName'], ['unix.group', 'group'], ['unix.gid', 'gid'],
]);

/** Facts that show a line to be of this dialect though nothing here needs them (RFC 3659 section 7.5 and servers' own). */
const others = /^(?:perm|unique|create|lang|media-type|charset|sizd|unix\.[a-z]{1,20}|win32\.[a-z]{1,20}|x\.[a-z0-9.]{1,30})$/iu;

interface Facts {
  type: string;
  size: string;
  modify: string;
  mode: string;
  ownerName: string | null;
  owner: string | null;
  uid: string | null;
  groupName: string | null;
  group: string | null;
  gid: string | null;
}

/** One row of MLSD or MLST: facts, one blank, the name (RFC 3659 section 7.2). `type=file;size=12;modify=20260102030405; name` */
export const parseMlsd: LineParser = (line) => {
  const equals = line.indexOf('=');
  const first = line.indexOf(' ');
  if (equals < 1 || first < equals) return null;
  const blank = afterLinkTarget(line, first);
  if (blank === line.length - 1) return null;
  const facts = factsOf(line, blank);
  if (facts === null) return null;
  const type = facts.type.toLowerCase();
  if (type === 'cdir' || type === 'pdir') return 'skip';
  const kind = kindOf(type);
  return row({
    name: line.slice(blank + 1),
    kind,
    size: kind === 'directory' ? null : sizeOf(facts.size),
    modified: mlsdTime(facts.modify),
    mode: /^[0-7]{3,7}$/u.test(facts.mode) ? Number.parseInt(facts.mode, 8) & 0o7777 : null,
    owner: facts.ownerName ?? facts.owner ?? facts.uid,
    group: facts.groupName ?? facts.group ?? facts.gid,
    linkTarget: kind === 'link' ? linkTargetOf(facts.type) : null,
  });
};

/** `YYYYMMDDHHMMSS` with or without a fraction, always UTC (RFC 3659 section 2.3). */
export function mlsdTime(text: string): ModifiedTime | null {
  if (text.length < 14) return null;
  for (let at = 0; at < 14; at += 1) if (!isDigit(text.charCodeAt(at))) return null;
  const number = (from: number, to: number): number => {
    let value = 0;
    for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - zero;
    return value;
  };
  const fraction = text.length === 14 ? '' : (/^\.(\d{1,9})$/u.exec(text.slice(14))?.[1] ?? null);
  if (fraction === null) return null;
  const millisecond = fraction === '' ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
  return timeOf([number(0, 4), number(4, 6), number(6, 8), number(8, 10), number(10, 12), number(12, 14), millisecond], fraction === '' ? 'second' : 'millisecond');
}

/** Facts hold no blanks, save for the target of a link, which some servers give as it is: then the facts end at the semicolon after it. */
function afterLinkTarget(line: string, blank: number): number {
  if (line.charAt(blank - 1) === ';') return blank;
  const link = /^(?:[^ ;]{1,200};){0,30}type=os\.unix=s(?:ym)?link:/iu.exec(line);
  if (link === null) return blank;
  const end = line.indexOf('; ', link[0].length);
  return end < 0 ? blank : end + 1;
}

function factsOf(line: string, blank: number): Facts | null {
  const facts: Facts = { type: '', size: '', modify: '', mode: '', ownerName: null, owner: null, uid: null, groupName: null, group: null, gid: null };
  let known = false;
  for (let at = 0; at < blank; ) {
    const semicolon = line.indexOf(';', at);
    // The draft before RFC 3659 had no semicolon after the last fact.
    const end = semicolon < 0 || semicolon > blank ? blank : semicolon;
    const equals = line.indexOf('=', at);
    if (end > at) {
      if (equals <= at || equals >= end) return null;
      const name = line.slice(at, equals);
      const field = fields.get(name) ?? fields.get(name.toLowerCase());
      if (field !== undefined) facts[field] = line.slice(equals + 1, end);
      known ||= field !== undefined || others.test(name);
    }
    at = end + 1;
  }
  return known ? facts : null;
}

function kindOf(type: string): EntryKind {
  if (type === 'file') return 'file';
  if (type === 'dir') return 'directory';
  return /^os\.unix=s(?:ym)?link(?::|$)/u.test(type) ? 'link' : 'other';
}

function linkTargetOf(type: string): Entry['linkTarget'] {
  const colon = type.indexOf(':');
  return colon < 0 || colon === type.length - 1 ? null : type.slice(colon + 1);
}

function isDigit(code: number): boolean {
  return code >= zero && code <= zero + 9;
}

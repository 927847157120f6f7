import type { Entry, EntryKind, ModifiedTime } from '../../../../shared/model/entry.ts';
import { row, sizeOf, timeOf, type LineParser } from './row.ts';

/** One row of MLSD or MLST: facts, one blank, the name (RFC 3659 section 7.2). `type=file;size=12;modify=20260102030405; name` */
export const parseMlsd: LineParser = (line) => {
  const blank = line.indexOf(' ');
  if (blank < 0 || blank === line.length - 1) return null;
  const facts = factsOf(line.slice(0, blank));
  if (facts === null) return null;
  const type = facts.get('type') ?? '';
  if (/^[cp]dir$/iu.test(type)) return 'skip';
  const { kind, linkTarget } = kindOf(type);
  const mode = facts.get('unix.mode') ?? '';
  return row({
    name: line.slice(blank + 1),
    kind,
    size: kind === 'directory' ? null : sizeOf(facts.get('size') ?? ''),
    modified: mlsdTime(facts.get('modify') ?? ''),
    mode: /^[0-7]{3,7}$/u.test(mode) ? Number.parseInt(mode, 8) & 0o7777 : null,
    owner: facts.get('unix.ownername') ?? facts.get('unix.owner') ?? facts.get('unix.uid') ?? null,
    group: facts.get('unix.groupname') ?? facts.get('unix.group') ?? facts.get('unix.gid') ?? null,
    linkTarget,
  });
};

/** `YYYYMMDDHHMMSS` with or without a fraction, always UTC (RFC 3659 section 2.3). */
export function mlsdTime(text: string): ModifiedTime | null {
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?$/u.exec(text);
  if (digits === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = digits.slice(1, 7).map(Number);
  const fraction = digits[7];
  const millisecond = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
  return timeOf([year, month, day, hour, minute, second, millisecond], fraction === undefined ? 'second' : 'millisecond');
}

function factsOf(text: string): ReadonlyMap<string, string> | null {
  const facts = new Map<string, string>();
  for (const fact of text.split(';')) {
    const equals = fact.indexOf('=');
    if (equals > 0) facts.set(fact.slice(0, equals).toLowerCase(), fact.slice(equals + 1));
    else if (fact !== '') return null;
  }
  return facts.size === 0 ? null : facts;
}

function kindOf(type: string): { readonly kind: EntryKind; readonly linkTarget: Entry['linkTarget'] } {
  const link = /^os\.unix=s(?:ym)?link(?::(?<target>.+))?$/iu.exec(type);
  if (link !== null) return { kind: 'link', linkTarget: link.groups?.['target'] ?? null };
  if (/^dir$/iu.test(type)) return { kind: 'directory', linkTarget: null };
  if (/^file$/iu.test(type)) return { kind: 'file', linkTarget: null };
  return { kind: 'other', linkTarget: null };
}

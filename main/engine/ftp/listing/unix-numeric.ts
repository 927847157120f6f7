import type { EntryKind } from '../../../../shared/model/entry.ts';
import { row, sizeOf, type LineParser } from './row.ts';

const pattern = /^0?(?<mode>[0-7]{5,6})\s{1,20}(?:(?<links>\d{1,6})\s{1,20}(?=\S{1,64}\s{1,20}\S{1,64}\s{1,20}\d{1,16}\s{1,20}\d{8,11} ))?(?<owner>\S{1,64})\s{1,20}(?<group>\S{1,64})\s{1,20}(?<size>\d{1,16})\s{1,20}(?<seconds>\d{8,11}) {1,20}(?<name>\S.*)$/u;
const kinds: Readonly<Record<number, EntryKind>> = { 0o100000: 'file', 0o040000: 'directory', 0o120000: 'link' };

/** A row with the mode as one octal number, its type included, and the time in seconds since 1970: `0100644 500 101 4711 1772323445 name`. */
export const parseUnixNumeric: LineParser = (line) => {
  const groups = pattern.exec(line)?.groups;
  if (groups === undefined) return null;
  const { mode = '', owner = '', group = '', size = '', seconds = '', name = '' } = groups;
  const bits = Number.parseInt(mode, 8);
  const kind = kinds[bits & 0o170000] ?? 'other';
  return row({ name, kind, mode: bits & 0o7777, owner, group, size: kind === 'directory' ? null : sizeOf(size), modified: { at: Number(seconds) * 1000, precision: 'second' } });
};

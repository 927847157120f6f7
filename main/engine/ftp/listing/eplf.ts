import { row, sizeOf, type LineParser } from './row.ts';

/** Easily Parsed LIST Format (cr.yp.to/ftp/list/eplf.html): `+i0.2,m1772323445,/,` or `+r,s280,`, a tab, the name. */
export const parseEplf: LineParser = (line) => {
  const tab = line.indexOf('\t');
  if (!line.startsWith('+') || tab < 0 || tab === line.length - 1) return null;
  const facts = line.slice(1, tab).split(',');
  const valueOf = (letter: string): string => facts.find((fact) => fact.startsWith(letter))?.slice(letter.length) ?? '';
  const seconds = valueOf('m');
  const mode = valueOf('up');
  const directory = facts.includes('/');
  return row({
    name: line.slice(tab + 1),
    kind: directory ? 'directory' : facts.includes('r') ? 'file' : 'other',
    size: directory ? null : sizeOf(valueOf('s')),
    modified: /^\d{1,11}$/u.test(seconds) ? { at: Number(seconds) * 1000, precision: 'second' } : null,
    mode: /^[0-7]{3,5}$/u.test(mode) ? Number.parseInt(mode, 8) & 0o7777 : null,
  });
};

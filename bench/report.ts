import type { Row } from './bench.ts';

/** The rows as a Markdown table, aligned, so that a terminal and docs/bench.md show the same. */
export function table(rows: readonly Row[]): string {
  const header = ['bench', 'peer', 'ours', 'theirs', 'ratio', 'unit', 'rounds'];
  const number = (value: number | null): string => (value === null ? '' : value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2));
  const cells = [header, ...rows.map((row) => [row.bench, row.peer ?? '', number(row.ours), number(row.theirs), number(row.ratio), row.unit, String(row.rounds)])];
  const widths = header.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  const line = (texts: readonly string[]): string => `| ${texts.map((text, column) => (isNumeric(column) ? text.padStart(widths[column]!) : text.padEnd(widths[column]!))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (isNumeric(column) ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`;
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n');
}

/** Columns of figures, which end at the same place. */
function isNumeric(column: number): boolean {
  return column >= 2 && column !== 5;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes for people, with decimal units (1 kB = 1,000 bytes) and three significant figures: `0 B`, `1.23 MB`, `456 GB`. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  // 999.5 would round to 1000 of a unit, so it is written in the next one.
  while (value >= (unit === 0 ? 1000 : 999.5) && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? String(Math.round(value)) : significant(value)} ${units[unit]!}`;
}

function significant(value: number): string {
  if (value >= 99.95) return value.toFixed(0);
  return value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}

/** Every digit of a whole number, grouped: `1,234,567`. By hand, as a number format of the language takes a tenth of a short command to make. */
export function formatCount(count: number): string {
  return String(count).replace(thousands, ',');
}
const thousands = /\B(?=(?:\d{3})+$)/gu;

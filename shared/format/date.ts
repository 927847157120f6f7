import type { ModifiedTime } from '../model/entry.ts';

/** A time in the local zone, only as precise as it is known: `2026-03-14 09:26`, or `2026-03-14` where the server gave the day alone. */
export function formatModified(modified: ModifiedTime): string {
  return modified.precision === 'day' ? dayOf(modified.at) : `${dayOf(modified.at)} ${clockOf(modified.at)}`;
}

/** The same with the seconds, where they are known. */
export function formatModifiedFully(modified: ModifiedTime): string {
  if (modified.precision === 'day' || modified.precision === 'minute') return formatModified(modified);
  return `${formatModified(modified)}:${two(new Date(modified.at).getSeconds())}`;
}

/** The time of day of a log line: `09:26:53`. */
export function formatClock(at: number): string {
  return `${clockOf(at)}:${two(new Date(at).getSeconds())}`;
}

/** A day in words: `14 March 2026`. */
export function formatDay(at: number): string {
  return inWords.format(at);
}
const inWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

function dayOf(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '?';
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function clockOf(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '?' : `${two(date.getHours())}:${two(date.getMinutes())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

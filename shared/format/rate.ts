import { formatBytes } from './bytes.ts';

/** Bytes per second for people: `12.3 MB/s`; empty while nothing moves. */
export function formatRate(bytesPerSecond: number): string {
  return bytesPerSecond >= 1 ? `${formatBytes(bytesPerSecond)}/s` : '';
}

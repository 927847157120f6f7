/** Seconds as a clock: `0:07`, `12:34`, `1:02:03`; above 99 hours `> 4 days`. Part of a second counts as a whole one. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  if (hours > 99) return `> ${Math.floor(hours / 24)} days`;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Seconds that the rest will take at this rate (bytes per second); null while it cannot be told. */
export function timeLeft(size: number | null, bytes: number, rate: number): number | null {
  if (size === null || rate < 1) return null;
  return Math.max(0, size - bytes) / rate;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

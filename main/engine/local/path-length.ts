import { Failure } from '../session/failure.ts';
import { systemPath } from './system-path.ts';

/** Bytes (UTF-16 units on Windows) that a name may have. */
const LONGEST_NAME = 255;
/**
 * The same of a whole path, without the NUL at its end. Windows' 260 do not count: Node hands paths to it in their `\\\\?\\` form, which may have
 * 32,767 units, of which the prefix takes up to 8.
 */
const LONGEST_PATH: Readonly<Partial<Record<NodeJS.Platform, number>>> = { linux: 4095, darwin: 1023, win32: 32_758 };

/** Fails with `name-too-long` where this system can hold no name of that length. */
export function fittingName(name: string, platform: NodeJS.Platform = process.platform): void {
  const length = lengthOf(name, platform);
  if (length > LONGEST_NAME) throw Failure.of('name-too-long', { name: name.slice(0, 300), length, limit: LONGEST_NAME });
}

/** Fails with `path-too-long` where this system can reach no path of that length. */
export function fittingPath(path: string, platform: NodeJS.Platform = process.platform): void {
  const length = lengthOf(path, platform);
  const limit = LONGEST_PATH[platform] ?? 4095;
  if (length > limit) throw Failure.of('path-too-long', { path, length, limit });
}

function lengthOf(text: string, platform: NodeJS.Platform): number {
  return platform === 'win32' ? text.length : Buffer.byteLength(systemPath(text));
}

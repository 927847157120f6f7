import { realpath } from 'node:fs/promises';
import { Failure } from '../session/failure.ts';
import { local } from './failures.ts';
import { fittingName } from './path-length.ts';
import { systemPath } from './system-path.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { LOCAL_GRAMMAR } from './local-grammar.ts';

/** With or without an extension, these are devices and no files. */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\s*\..*|\s*)$/iu;

/**
 * Checks a name that came from a server before it becomes a name on this disk. Fails with `unsafe-name` when it would lead out of the
 * chosen folder, with `name-too-long`, and with `impossible-name` when this system cannot hold it under exactly this name.
 */
export function safeName(name: string, platform: NodeJS.Platform = process.platform): string {
  const separator = platform === 'win32' ? /[/\\]/u : /\//u;
  if (name === '' || name === '.' || name === '..' || separator.test(name) || /[\r\n]/u.test(name)) throw Failure.of('unsafe-name', { name: shown(name) });
  fittingName(name, platform);
  if (!isPossible(name, platform)) throw Failure.of('impossible-name', { name: shown(name) });
  return name;
}

function isPossible(name: string, platform: NodeJS.Platform): boolean {
  if (name.includes('\0')) return false;
  // Lone surrogates that stand for a byte (U+DC80..U+DCFF) are bytes again on Linux only; no other lone surrogate has a form on any disk.
  const lone = /[\ud800-\udfff]/u;
  const hasLone = platform === 'linux' ? lone.test(name.replace(/[\udc80-\udcff]/gu, '')) : lone.test(name);
  if (hasLone) return false;
  if (platform !== 'win32') return true;
  return !/[\p{Cc}<>:"|?*]/u.test(name) && !/[. ]$/u.test(name) && !deviceName.test(name);
}

/** A name in a sentence: control characters made visible, bounded. */
function shown(name: string): string {
  return name.replace(/\p{Cc}/gu, '␤').slice(0, 300);
}

/**
 * Makes sure that a directory below the chosen folder really lies in it: a link in the tree would lead the next write elsewhere. Fails
 * with `unsafe-name`. Both must exist.
 */
export async function staysBelow(chosen: string, directory: string): Promise<void> {
  const grammar = grammarOf(LOCAL_GRAMMAR);
  const [root, real] = await local(directory, () => Promise.all([realpath(systemPath(chosen), 'buffer'), realpath(systemPath(directory), 'buffer')]));
  const prefix = Buffer.concat([root, Buffer.from(root.at(-1) === grammar.separator.charCodeAt(0) ? '' : grammar.separator)]);
  if (!real.equals(root) && !real.subarray(0, prefix.length).equals(prefix)) throw Failure.of('unsafe-name', { name: shown(grammar.base(directory)) });
}

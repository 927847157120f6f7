import { createHash, randomInt } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { timed } from './disk-pace.ts';
import { LOCAL_GRAMMAR } from './local-grammar.ts';
import { systemPath } from './system-path.ts';

const SUFFIX = '.hawser-part';
/** Bytes that a name may have on every file system in use. */
const LONGEST = 255;

/** Parts that this process is writing, so that two transfers to one target never write into each other. */
const inUse = new Set<string>();

/**
 * Takes the temporary name beside `path` that a download is written to until it is whole: `.name.hawser-part`. A file that has that name
 * already is kept for whoever is going to continue it, so the next free number is taken. Give it back with `releasePart`.
 */
export function takePart(path: string): string {
  const grammar = grammarOf(LOCAL_GRAMMAR);
  const stem = stemOf(grammar.base(path));
  for (let number = 1; ; number++) {
    const part = grammar.join(grammar.parent(path), number === 1 ? `.${stem}${SUFFIX}` : `.${stem}.${number}${SUFFIX}`);
    if (inUse.has(part) || isKept(part)) continue;
    inUse.add(part);
    return part;
  }
}

/**
 * Takes a name of the same kind for a file of the user's own that is to be continued: one that no other transfer to this target is given, then or
 * later, so that none removes it.
 */
export function takePartOfOwn(path: string): string {
  const grammar = grammarOf(LOCAL_GRAMMAR);
  for (;;) {
    const part = grammar.join(grammar.parent(path), partNameOf(grammar.base(path)));
    if (inUse.has(part) || isKept(part)) continue;
    inUse.add(part);
    return part;
  }
}

function isKept(part: string): boolean {
  try {
    return timed(() => lstatSync(systemPath(part), { throwIfNoEntry: false }))?.isFile() === true;
  } catch {
    // Why nothing can be there is what making it says.
    return false;
  }
}

/** A temporary name for a file of this name, which nobody else has: `.name.k3x9.hawser-part`. */
export function partNameOf(name: string): string {
  return `.${stemOf(name)}.${randomInt(36 ** 4).toString(36).padStart(4, '0')}${SUFFIX}`;
}

function stemOf(name: string): string {
  return Buffer.byteLength(name) + SUFFIX.length + 6 <= LONGEST ? name : createHash('sha256').update(name).digest('hex').slice(0, 32);
}

/** Takes a name that an earlier attempt was given; false where a transfer is using it. */
export function retakePart(part: string): boolean {
  if (inUse.has(part)) return false;
  inUse.add(part);
  return true;
}

export function releasePart(part: string): void {
  inUse.delete(part);
}

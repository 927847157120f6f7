import { createHash } from 'node:crypto';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { LOCAL_GRAMMAR } from './local-grammar.ts';

const SUFFIX = '.hawser-part';
/** Bytes that a name may have on every file system in use. */
const LONGEST = 255;

/** Parts that this process is writing, so that two transfers to one target never write into each other. */
const inUse = new Set<string>();

/**
 * Takes the temporary name beside `path` that a download is written to until it is whole: `.name.hawser-part`. Give it back with
 * `releasePart`.
 */
export function takePart(path: string): string {
  const grammar = grammarOf(LOCAL_GRAMMAR);
  const name = grammar.base(path);
  const stem = Buffer.byteLength(name) + SUFFIX.length + 4 <= LONGEST ? name : createHash('sha256').update(name).digest('hex').slice(0, 32);
  for (let number = 1; ; number++) {
    const part = grammar.join(grammar.parent(path), number === 1 ? `.${stem}${SUFFIX}` : `.${stem}.${number}${SUFFIX}`);
    if (inUse.has(part)) continue;
    inUse.add(part);
    return part;
  }
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

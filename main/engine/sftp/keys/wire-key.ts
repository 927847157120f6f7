import type { KeyObject } from 'node:crypto';
import { unusable, type KeyReading } from './key-reading.ts';
import { partsOfKeyObject } from './key-parts.ts';
import { opensshContainer, readContainer, weak } from './openssh-container.ts';

/** A key that Node's crypto holds, as one that signs in over SSH. */
export function wireKey(key: KeyObject): KeyReading {
  if (key.asymmetricKeyType === 'dsa') return unusable(weak);
  try {
    const { publicBlob, openssh } = partsOfKeyObject(key);
    return readContainer(opensshContainer(publicBlob, openssh));
  } catch (problem) {
    return unusable(problem instanceof Error ? problem.message : String(problem));
  }
}

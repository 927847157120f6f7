import type { ControlConnection } from './control.ts';
import { innerLines, isCompletion } from './reply.ts';

/** What the server's FEAT reply says it can do beyond RFC 959 (RFC 2389). Command names in upper case. */
export interface Features {
  readonly utf8: boolean;
  readonly mlst: boolean;
  readonly size: boolean;
  readonly mdtm: boolean;
  readonly mfmt: boolean;
  /** Facts that MFF can set, lower case (draft-somers-ftp-mfxx section 4). */
  readonly settable: ReadonlySet<string>;
  readonly restart: boolean;
  /** Facts that MLST and MLSD can give, lower case; true where they come without being asked for. */
  readonly facts: ReadonlyMap<string, boolean>;
  /** Every name in the reply, for commands that need no more than that. */
  readonly names: ReadonlySet<string>;
  /** What SITE can do, where the reply says so, upper case: SYMLINK, COPY… */
  readonly site: ReadonlySet<string>;
  /** What HASH can compute (draft-bryan-ftpext-hash), upper case: SHA-256, MD5… */
  readonly hashes: ReadonlySet<string>;
  /** MODE Z (draft-preston-ftpext-deflate). */
  readonly deflate: boolean;
}

export const noFeatures: Features = { utf8: false, mlst: false, size: false, mdtm: false, mfmt: false, settable: new Set(), restart: false, facts: new Map(), names: new Set(), site: new Set(), hashes: new Set(), deflate: false };

/** Asks for the features; a server that does not know FEAT has none. */
export async function askFeatures(control: ControlConnection): Promise<Features> {
  const reply = await control.exchange('FEAT');
  return isCompletion(reply) ? parseFeatures(innerLines(reply)) : noFeatures;
}

/** Reads the lines between the first and the last of the reply. Each stands after a blank, though some servers forget it. */
export function parseFeatures(lines: readonly string[]): Features {
  const features = new Map<string, string>();
  const site = new Set<string>();
  for (const line of lines) {
    const [name = '', ...rest] = line.replace(/^\d{3}-/u, '').trim().split(' ');
    if (name !== '') features.set(name.toUpperCase(), rest.join(' '));
    if (name.toUpperCase() === 'SITE') for (const one of rest) site.add(one.toUpperCase());
  }
  const listOf = (name: string): readonly string[] => (features.get(name) ?? '').toLowerCase().split(';').filter((fact) => fact !== '');
  return {
    utf8: features.has('UTF8'),
    mlst: features.has('MLST'),
    size: features.has('SIZE'),
    mdtm: features.has('MDTM'),
    mfmt: features.has('MFMT'),
    settable: new Set(listOf('MFF')),
    restart: /\bSTREAM\b/iu.test(features.get('REST') ?? ''),
    facts: new Map(listOf('MLST').map((fact) => [fact.replace(/\*$/u, ''), fact.endsWith('*')])),
    names: new Set(features.keys()),
    site,
    hashes: new Set(listOf('HASH').map((hash) => hash.replace(/\*$/u, '').toUpperCase())),
    deflate: /(?:^|\s)Z\b/iu.test(features.get('MODE') ?? ''),
  };
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import { describeHostKey, type HostKey } from '../host-key.ts';
import { wildcard } from './wildcard.ts';

/** One line of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
export interface KnownHostLine {
  readonly marker: 'revoked' | 'cert-authority' | null;
  readonly key: HostKey;
  /** Whether the line is about a host, by the name that such a file knows it by. */
  readonly isAbout: (name: string) => boolean;
}

const LONGEST_LINE = 64 * 1024;

/** Every sound line; what makes no sense is left out, as OpenSSH does. */
export function parseKnownHosts(text: string): readonly KnownHostLine[] {
  return text.split(/\r?\n/u).flatMap((line) => (line.length > LONGEST_LINE ? [] : (readLine(line.trim()) ?? [])));
}

function readLine(line: string): KnownHostLine | null {
  if (line === '' || line.startsWith('#')) return null;
  const words = line.split(/[ \t]+/u);
  const marker = words[0]?.startsWith('@') ? words.shift() : undefined;
  const [names, algorithm, base64] = words;
  if (names === undefined || algorithm === undefined || base64 === undefined) return null;
  if (marker !== undefined && marker !== '@revoked' && marker !== '@cert-authority') return null;
  const key = describeHostKey(Buffer.from(base64, 'base64'));
  if (key.algorithm !== algorithm) return null;
  const isAbout = names.startsWith('|') ? hashedName(names) : namePatterns(names);
  return { marker: marker === undefined ? null : marker === '@revoked' ? 'revoked' : 'cert-authority', key, isAbout };
}

/** `|1|salt|hash`: HMAC-SHA1 of the name with the salt as its key. */
function hashedName(text: string): (name: string) => boolean {
  const [, version, salt, hash] = text.split('|');
  const wanted = Buffer.from(hash ?? '', 'base64');
  if (version !== '1' || salt === undefined) return () => false;
  const key = Buffer.from(salt, 'base64');
  return (name) => {
    const found = createHmac('sha1', key).update(name).digest();
    return found.length === wanted.length && timingSafeEqual(found, wanted);
  };
}

/** Patterns between commas, `*` and `?` for any characters, `!` for “not this one”, which outweighs the others. */
function namePatterns(text: string): (name: string) => boolean {
  const patterns = text.split(',').map((pattern) => ({ refused: pattern.startsWith('!'), fits: wildcard(pattern.replace(/^!/u, '')) }));
  return (name) => {
    const fitting = patterns.filter(({ fits }) => fits(name));
    return fitting.length > 0 && !fitting.some(({ refused }) => refused);
  };
}

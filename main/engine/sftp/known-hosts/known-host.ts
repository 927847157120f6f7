import type { HostKey } from '../host-key.ts';
import type { KnownHostLine } from './parse.ts';

/** What a known_hosts file says of one host and port. */
export interface KnownHost {
  /** Keys that stand there for it, in the order of the file. */
  readonly keys: readonly HostKey[];
  /** Keys that stand there for the host without its port, which is no standard one: they vouch, and their absence says nothing. */
  readonly portless: readonly HostKey[];
  /** Keys that are refused whoever shows them. */
  readonly revoked: readonly HostKey[];
  /** An authority may sign this host's keys. */
  readonly hasAuthority: boolean;
}

export const unknownHost: KnownHost = { keys: [], portless: [], revoked: [], hasAuthority: false };
const STANDARD_PORT = 22;

/** Looks a host up as OpenSSH does: by its name, and at any other than port 22 by `[name]:port`. */
export function lookUpHost(lines: readonly KnownHostLine[], host: string, port: number): KnownHost {
  const bare = host.toLowerCase();
  const name = port === STANDARD_PORT ? bare : `[${bare}]:${port}`;
  const about = lines.filter(({ isAbout }) => isAbout(name));
  const plain = (some: readonly KnownHostLine[]): readonly HostKey[] => some.filter(({ marker }) => marker === null).map(({ key }) => key);
  const sideways = port === STANDARD_PORT ? [] : lines.filter(({ isAbout }) => isAbout(bare));
  return {
    keys: plain(about),
    portless: plain(sideways),
    revoked: [...about, ...sideways].filter(({ marker }) => marker === 'revoked').map(({ key }) => key),
    hasAuthority: about.some(({ marker }) => marker === 'cert-authority'),
  };
}

/**
 * The host key algorithms to offer, those first whose keys are known: a server with several keys then shows the one that can be
 * compared, as with OpenSSH.
 */
export function preferKnown<T extends string>(offered: readonly T[], { keys }: Pick<KnownHost, 'keys'>): T[] {
  const known = new Set(keys.map(({ algorithm }) => algorithm));
  const isKnown = (offer: T): boolean => known.has(offer.startsWith('rsa-sha2-') ? 'ssh-rsa' : offer);
  return [...offered.filter(isKnown), ...offered.filter((offer) => !isKnown(offer))];
}

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
  /** Keys of the authorities whose certificates vouch for this host’s key (`@cert-authority`), named with its port or without one. */
  readonly authorities: readonly HostKey[];
}

export const unknownHost: KnownHost = { keys: [], portless: [], revoked: [], authorities: [] };
const STANDARD_PORT = 22;

/** Looks a host up as OpenSSH does: by its name, and at any other than port 22 by `[name]:port`. */
export function lookUpHost(lines: readonly KnownHostLine[], host: string, port: number): KnownHost {
  const bare = host.toLowerCase();
  const name = port === STANDARD_PORT ? bare : `[${bare}]:${port}`;
  const about = lines.filter(({ isAbout }) => isAbout(name));
  const marked = (some: readonly KnownHostLine[], as: KnownHostLine['marker']): readonly HostKey[] => some.filter(({ marker }) => marker === as).map(({ key }) => key);
  const sideways = port === STANDARD_PORT ? [] : lines.filter(({ isAbout }) => isAbout(bare));
  const anywhere = [...about, ...sideways];
  return {
    keys: marked(about, null),
    portless: marked(sideways, null),
    revoked: marked(anywhere, 'revoked'),
    authorities: marked(anywhere, 'cert-authority'),
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

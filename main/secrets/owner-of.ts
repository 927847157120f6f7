import type { Site } from '../../shared/model/site.ts';
import { userOf } from '../../shared/model/logon.ts';
import { profileLabel, type Profile } from '../../shared/model/profile.ts';

/**
 * The name that a secret has within its site; null for one that must not be saved. The account's own is tied to user and host, or to the
 * key file, so that a site that is pointed at another host does not send it there; protocol and port may change. Others have their label.
 */
export function ownerOf({ profile }: Pick<Site, 'profile'>, label: string): string | null {
  if (label !== profileLabel(profile)) return label;
  return ownOwner(profile);
}

/** The owner of the secret that a site's own account signs in with; null where it has none, or none that may be saved. */
export function ownOwner({ logon, host }: Pick<Profile, 'logon' | 'host'>): string | null {
  switch (logon.type) {
    case 'password':
      return `password ${userOf(logon)}@${host}`;
    case 'key-file':
    case 'host-based':
      return `passphrase ${logon.keyFile}`;
    case 'anonymous':
    case 'ask':
    case 'interactive':
    case 'agent':
    default:
      return null;
  }
}

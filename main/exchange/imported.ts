import type { NotCarried } from '../../shared/model/exchange-preview.ts';
import type { Bookmark, Site } from '../../shared/model/site.ts';

export type { NotCarried };

/** One site as another program kept it. Ids are given when it is taken over. */
export interface ImportedSite {
  /** The names of the folders that it stands in, the outermost first. */
  readonly folders: readonly string[];
  readonly site: Omit<Site, 'id' | 'parent'>;
  /** Its password or passphrase, where the file holds it readably. */
  readonly secret: string | null;
  /** Those of its jump hosts and proxies, by the name that they have within the site. */
  readonly otherSecrets?: readonly { readonly owner: string; readonly secret: string }[];
}

export interface ImportedHostKey {
  readonly host: string;
  readonly port: number;
  readonly algorithm: string;
  /** `SHA256:…` as OpenSSH prints it. */
  readonly fingerprint: string;
}

export interface ImportedCertificate {
  readonly host: string;
  readonly port: number;
  /** SHA-256, upper-case hex pairs with colons. */
  readonly fingerprint: string;
  readonly pem: string;
}

/** Everything that a file of another program holds for Hawser. */
export interface Imported {
  readonly sites: readonly ImportedSite[];
  readonly bookmarks: readonly Bookmark[];
  readonly hostKeys: readonly ImportedHostKey[];
  readonly certificates: readonly ImportedCertificate[];
  readonly notCarried: readonly NotCarried[];
  /** Passwords in it are sealed by a master password, which was not given or is another one. */
  readonly locked: boolean;
}

export const NOTHING_IMPORTED: Imported = { sites: [], bookmarks: [], hostKeys: [], certificates: [], notCarried: [], locked: false };

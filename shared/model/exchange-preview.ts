import { z } from 'zod';

/** What a file that can be imported is, told by its contents. */
export const importSources = ['hawser', 'filezilla', 'winscp', 'ssh-config', 'known-hosts', 'putty-host-keys'] as const;
export type ImportSource = (typeof importSources)[number];

/** Why something of a file is not taken over. `what` names it: a field, a protocol, a file. */
export interface NotCarried {
  /** The site, or the line of the file. */
  readonly where: string;
  readonly reason: 'protocol' | 'field' | 'password-locked' | 'password-unreadable' | 'hashed-name' | 'key-type' | 'invalid';
  readonly what: string;
}

/** The parts of a site that can differ between a file and what is kept here. */
export const siteParts = [
  'name', 'logon', 'dataMode', 'charset', 'serverType', 'ftp', 'transfers', 'proxy', 'tunnel',
  'remoteDirectory', 'localDirectory', 'synchronizedBrowsing', 'colour', 'comment', 'bookmarks',
] as const;
export type SitePart = (typeof siteParts)[number];

/** One site of a file, beside what is kept here of the same server and user. Its place in the list is its name for `applyImport`. */
export interface PreviewSite {
  readonly folders: readonly string[];
  readonly name: string;
  /** `sftp://user@host:22`. */
  readonly address: string;
  /** A password or passphrase comes along, which can be read. */
  readonly secret: boolean;
  readonly state: 'new' | 'same' | 'different';
  /** What differs; empty unless the state says so. */
  readonly differs: readonly SitePart[];
}

/** What a file holds. No secret is in here. */
export interface ImportPreview {
  readonly token: string;
  readonly source: ImportSource;
  /** The file's path. */
  readonly file: string;
  readonly sites: readonly PreviewSite[];
  /** Bookmarks that belong to no site and are not here yet. */
  readonly bookmarks: number;
  /** Host keys that are not trusted yet; those that differ from a trusted one are counted apart and never taken over. */
  readonly hostKeys: number;
  readonly otherHostKeys: number;
  /** Certificates that are not trusted yet. */
  readonly certificates: number;
  readonly notCarried: readonly NotCarried[];
  /** Secrets in it are sealed, and the password that opens them was not given yet. */
  readonly locked: boolean;
}

export const importChoicesSchema = z.strictObject({
  /** Places in the preview's list. */
  sites: z.array(z.int().min(0)).max(100_000),
  /** What becomes of sites that are here already and differ. */
  different: z.enum(['keep', 'replace', 'both']),
  secrets: z.boolean(),
  /** Host keys and certificates. */
  trust: z.boolean(),
  bookmarks: z.boolean(),
});
export type ImportChoices = z.infer<typeof importChoicesSchema>;

/** What an import has done. */
export interface ImportResult {
  readonly added: number;
  readonly replaced: number;
  /** Chosen, and left as they are here. */
  readonly kept: number;
  readonly bookmarks: number;
  readonly hostKeys: number;
  readonly certificates: number;
  readonly secrets: number;
  /** `session`: they are known until Hawser ends, since nothing can be saved here. `locked`: the user did not unlock, so none was taken. */
  readonly secretsKept: 'saved' | 'session' | 'locked' | 'none';
}

/** A file of another program where it usually lies. */
export interface ImportPlace {
  readonly source: ImportSource;
  readonly path: string;
}

/** What an export has written. */
export interface ExportResult {
  readonly path: string;
  readonly sites: number;
  readonly secrets: number;
  readonly notCarried: readonly NotCarried[];
}

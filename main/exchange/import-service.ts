import { randomUUID } from 'node:crypto';
import type { ImportChoices, ImportPreview, ImportResult } from '../../shared/model/exchange-preview.ts';
import { profileLabel } from '../../shared/model/profile.ts';
import { bookmarksSchema, type SitesChange, sitesOf } from '../../shared/model/site.ts';
import { MainFailure } from '../failure.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { SitesFile } from '../sites/sites-file.ts';
import type { CertificatesFile } from '../trust/certificates.ts';
import type { HostKeysFile } from '../trust/host-keys.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import { createComparison } from './compare-site.ts';
import { readImport, type ReadImport, readImportText } from './read-import.ts';
import { sitesToTake } from './take-sites.ts';
import { takeTrust, trustToTake } from './take-trust.ts';

export interface ImportOptions {
  readonly sites: Pick<SitesFile, 'value'>;
  /** Makes a change of the sites, and tells the window of it. */
  readonly changeSites: (change: SitesChange) => Promise<void>;
  readonly secrets: Pick<Secrets, 'take'>;
  readonly trust: Pick<TrustStore, 'changes'>;
  readonly hostKeys: HostKeysFile;
  readonly certificates: CertificatesFile;
}

/** Imports in two steps: what a file holds is shown, and what the user then chooses of it is taken over. Secrets stay in here. */
export interface ImportService {
  open(path: string): Promise<ImportPreview>;
  unlock(token: string, password: string): Promise<ImportPreview>;
  apply(token: string, choices: ImportChoices): Promise<ImportResult>;
  close(token: string): void;
}

interface OpenImport extends ReadImport {
  readonly token: string;
  readonly path: string;
  readonly text: string;
}

export function createImportService({ sites, changeSites, secrets, trust, hostKeys, certificates }: ImportOptions): ImportService {
  /** The window shows one at a time; a page that was reloaded has forgotten the one before. */
  let current: OpenImport | null = null;
  const openOf = (token: string): OpenImport => {
    if (current?.token !== token) throw MainFailure.of('import-closed');
    return current;
  };

  const preview = ({ token, source, path, imported }: OpenImport): ImportPreview => {
    const compare = createComparison(sitesOf(sites.value()));
    const fresh = trustToTake(imported, hostKeys, certificates);
    return {
      token,
      source,
      file: path,
      sites: imported.sites.map(({ folders, site, secret, otherSecrets }) => {
        const { state, differs } = compare(site);
        return { folders, name: site.name, address: profileLabel(site.profile), secret: secret !== null || (otherSecrets ?? []).length > 0, state, differs };
      }),
      bookmarks: freshBookmarks(imported).length,
      hostKeys: fresh.hostKeys.length,
      otherHostKeys: fresh.otherHostKeys,
      certificates: fresh.certificates.length,
      notCarried: imported.notCarried,
      locked: imported.locked,
    };
  };
  const freshBookmarks = ({ bookmarks }: ReadImport['imported']) => {
    const known = new Set(sites.value().bookmarks.map((one) => JSON.stringify(one)));
    return bookmarks.filter((one) => !known.has(JSON.stringify(one)));
  };

  return {
    open: async (path) => {
      const text = await readImportText(path);
      const read = await readImport(text, null);
      if (read === null) throw MainFailure.of('import-unreadable', { path });
      current = { ...read, token: randomUUID(), path, text };
      return preview(current);
    },
    unlock: async (token, password) => {
      const { text, path } = openOf(token);
      const read = await readImport(text, password);
      if (read === null || read.imported.locked) throw MainFailure.of('import-wrong-password');
      openOf(token);
      current = { ...read, token, path, text };
      return preview(current);
    },
    apply: async (token, choices) => {
      const { imported } = openOf(token);
      const document = sites.value();
      const compare = createComparison(sitesOf(document));
      const taking = sitesToTake(imported.sites, imported.sites.map(({ site }) => compare(site)), choices, document.nodes);
      if (taking.nodes.length > 0) await changeSites({ kind: 'put', nodes: [...taking.nodes], before: null });
      const bookmarks = choices.bookmarks ? freshBookmarks(imported) : [];
      if (bookmarks.length > 0) await changeSites({ kind: 'bookmarks', site: null, bookmarks: bookmarksSchema.parse([...document.bookmarks, ...bookmarks].slice(0, 1000)) });
      const trusted = choices.trust ? trustToTake(imported, hostKeys, certificates) : { hostKeys: [], otherHostKeys: 0, certificates: [] };
      await trust.changes(takeTrust(trusted, hostKeys, certificates));
      // Last, since it may wait for the user, and since a secret belongs to a site that is there.
      const secretsKept = taking.secrets.length === 0 ? 'none' : await secrets.take(taking.secrets);
      if (current?.token === token) current = null;
      const { added, replaced, kept } = taking;
      return { added, replaced, kept, bookmarks: bookmarks.length, hostKeys: trusted.hostKeys.length, certificates: trusted.certificates.length, secrets: secretsKept === 'locked' ? 0 : taking.secrets.length, secretsKept };
    },
    close: (token) => {
      if (current?.token === token) current = null;
    },
  };
}

import type { BrowserWindow } from 'electron';
import type { ExportResult, NotCarried } from '../../shared/model/exchange-preview.ts';
import type { SiteId } from '../../shared/model/ids.ts';
import { type SitesDocument, sitesOf } from '../../shared/model/site.ts';
import { soundTree, subtree } from '../../shared/model/site-tree.ts';
import { saveFile } from '../choose-file.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { writeFileZillaSites } from './filezilla/write-sites.ts';
import { writeProfileFile } from './profile-file.ts';

export interface ExportWish {
  /** Null for everything. */
  readonly ids: readonly SiteId[] | null;
  readonly form: 'hawser' | 'filezilla';
  readonly passphrase: string | null;
  readonly title: string;
}

/** Writes sites to a file of the user's choice; null when cancelled. Secrets go along only sealed by a passphrase, and never to FileZilla. */
export async function exportSites(parent: BrowserWindow | null, all: SitesDocument, secrets: Pick<Secrets, 'reveal'>, { ids, form, passphrase, title }: ExportWish): Promise<ExportResult | null> {
  const document = chosenOf(all, ids);
  const sites = sitesOf(document);
  let notCarried: readonly NotCarried[] = [];
  let text: string;
  let count = 0;
  if (form === 'filezilla') {
    const written = writeFileZillaSites(document);
    [text, notCarried] = [written.xml, written.notCarried];
  } else {
    const owned = passphrase === null ? [] : await secrets.reveal(new Set(sites.map(({ id }) => id)));
    text = await writeProfileFile(document, passphrase === null ? null : { passphrase, owned });
    count = owned.length;
  }
  const single = ids?.length === 1 ? document.nodes.find(({ id }) => id === ids[0])?.name : undefined;
  const name = single === undefined ? (form === 'hawser' ? 'sites' : 'sitemanager') : fileNameOf(single);
  const path = await saveFile(parent, { title, name: `${name}${form === 'hawser' ? '.hawser' : '.xml'}`, text });
  return path === null ? null : { path, sites: sites.length, secrets: count, notCarried };
}

function chosenOf(all: SitesDocument, ids: readonly SiteId[] | null): SitesDocument {
  if (ids === null) return all;
  const within = subtree(all.nodes, ids);
  // What stood in a folder that does not come along stands at the top.
  return { nodes: soundTree(all.nodes.filter(({ id }) => within.has(id))), bookmarks: [] };
}

/** A name that every system can store. */
function fileNameOf(name: string): string {
  return name.replaceAll(/[\p{C}\\/:*?"<>|]/gu, '-').replace(/^[. ]+|[. ]+$/gu, '').slice(0, 100) || 'sites';
}

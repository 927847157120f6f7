import { randomUUID } from 'node:crypto';
import type { ImportChoices } from '../../shared/model/exchange-preview.ts';
import { siteIdSchema, type SiteId } from '../../shared/model/ids.ts';
import { isFolder, type Site, type SiteNode } from '../../shared/model/site.ts';
import { ownOwner } from '../secrets/owner-of.ts';
import type { OwnedSecret } from '../secrets/saved-secrets.ts';
import type { Compared } from './compare-site.ts';
import type { ImportedSite } from './imported.ts';

export interface SitesToTake {
  /** What goes into the list of sites: folders before what stands in them. */
  readonly nodes: readonly SiteNode[];
  readonly secrets: readonly OwnedSecret[];
  readonly added: number;
  readonly replaced: number;
  readonly kept: number;
}

/** What the choices make of the sites of a file, beside the `nodes` that are there. */
export function sitesToTake(imported: readonly ImportedSite[], compared: readonly Compared[], choices: Pick<ImportChoices, 'sites' | 'different' | 'secrets'>, nodes: readonly SiteNode[]): SitesToTake {
  const folderFor = createFolders(nodes);
  const taken: Site[] = [];
  const secrets: OwnedSecret[] = [];
  let [added, replaced, kept] = [0, 0, 0];
  for (const index of new Set(choices.sites)) {
    const [one, found] = [imported[index], compared[index]];
    if (one === undefined || found === undefined) continue;
    let site = found.kept;
    if (site === null || (found.state === 'different' && choices.different === 'both')) {
      site = { ...one.site, id: freshId(), parent: folderFor(one.folders) };
      taken.push(site);
      added += 1;
    } else if (found.state === 'different' && choices.different === 'replace') {
      site = { ...one.site, id: site.id, parent: site.parent };
      taken.push(site);
      replaced += 1;
    } else {
      kept += 1;
      // One that stays as it is keeps its password too, unless it has the same fields and only lacks that.
      if (found.state === 'different') continue;
    }
    const { id, profile } = site;
    const own = ownOwner(profile);
    if (!choices.secrets) continue;
    if (one.secret !== null && own !== null) secrets.push({ site: id, owner: own, secret: one.secret });
    for (const { owner, secret } of one.otherSecrets ?? []) secrets.push({ site: id, owner, secret });
  }
  return { nodes: [...folderFor.made, ...taken], secrets, added, replaced, kept };
}

/** Finds the folder of that path, or makes it. */
function createFolders(nodes: readonly SiteNode[]) {
  const made: SiteNode[] = [];
  const keyOf = (parent: SiteId | null, name: string): string => JSON.stringify([parent, name]);
  const known = new Map(nodes.filter(isFolder).map(({ id, parent, name }) => [keyOf(parent, name), id]));
  const find = (path: readonly string[]): SiteId | null => {
    let parent: SiteId | null = null;
    for (const part of path) {
      const name = part.slice(0, 200) || '?';
      const key = keyOf(parent, name);
      let id = known.get(key);
      if (id === undefined) {
        id = freshId();
        known.set(key, id);
        made.push({ id, parent, name, folder: true });
      }
      parent = id;
    }
    return parent;
  };
  return Object.assign(find, { made });
}

function freshId(): SiteId {
  return siteIdSchema.parse(randomUUID());
}

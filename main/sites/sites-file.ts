import { join } from 'node:path';
import { z } from 'zod';
import type { SiteId } from '../../shared/model/ids.ts';
import { siteSchema, type Site } from '../../shared/model/site.ts';
import { openJsonFile, type JsonFile } from '../store/json-file.ts';

const documentSchema = z.object({ version: z.literal(1), sites: z.array(siteSchema) });
export type SitesFile = JsonFile<z.infer<typeof documentSchema>>;

export function openSites(folder: string): Promise<SitesFile> {
  return openJsonFile(join(folder, 'sites.json'), { schema: documentSchema, version: 1, migrations: {} }, { version: 1, sites: [] });
}

/** Puts a site in the list, in the place of the one with its id if there is one. Gives back the whole list. */
export async function saveSite(file: SitesFile, site: Site): Promise<readonly Site[]> {
  const { sites } = await file.change((document) => {
    const known = document.sites.some(({ id }) => id === site.id);
    return { ...document, sites: known ? document.sites.map((old) => (old.id === site.id ? site : old)) : [...document.sites, site] };
  });
  return sites;
}

/** Takes a site off the list; one that is not there is no failure. Gives back the whole list. */
export async function removeSite(file: SitesFile, id: SiteId): Promise<readonly Site[]> {
  const { sites } = await file.change((document) => ({ ...document, sites: document.sites.filter((site) => site.id !== id) }));
  return sites;
}

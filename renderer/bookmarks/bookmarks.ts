import type { SiteId } from '../../shared/model/ids.ts';
import { type Bookmark, isFolder, type Site } from '../../shared/model/site.ts';
import type { Hawser } from '../hawser.ts';
import { siteOf, type SitesState } from '../sites/site-store.ts';

type Parts = Pick<Hawser, 'connection' | 'sites' | 'panes' | 'together'>;

/** The site that is connected, where it is a saved one. */
export function connectedSite({ connection, sites }: Pick<Parts, 'connection' | 'sites'>): Site | undefined {
  const { status, profile } = connection.store.getState();
  return status === 'open' ? siteOf(sites.store.getState().sites, profile) : undefined;
}

/** Those of the connected site, and then those that belong to none. */
export function offeredBookmarks(parts: Pick<Parts, 'connection' | 'sites'>): readonly Bookmark[] {
  return [...(connectedSite(parts)?.bookmarks ?? []), ...parts.sites.store.getState().bookmarks];
}

/** Bookmarks of a site, or those that belong to none. */
export function bookmarksOf({ byId, bookmarks }: SitesState, site: SiteId | null): readonly Bookmark[] {
  if (site === null) return bookmarks;
  const node = byId.get(site);
  return node === undefined || isFolder(node) ? [] : node.bookmarks;
}

/** Shows the folders of a bookmark; the remote one where a server is connected. */
export async function openBookmark({ panes, connection, together }: Pick<Parts, 'panes' | 'connection' | 'together'>, { localDirectory, remoteDirectory, synchronizedBrowsing }: Bookmark): Promise<void> {
  const open = connection.store.getState().status === 'open';
  together.end();
  await Promise.all([
    localDirectory === '' ? undefined : panes.local.open(localDirectory),
    remoteDirectory === '' || !open ? undefined : panes.remote.open(remoteDirectory),
  ]);
  if (synchronizedBrowsing && open) together.begin();
}

const MENU = /^bookmark:(\d+)$/u;

/** The menu's name for one of the offered bookmarks. */
export const bookmarkItem = (index: number): string => `bookmark:${index}`;

/** Opens the bookmark that was chosen in the menu; gives false for what is the name of none. */
export function chooseBookmark(parts: Parts, item: string): boolean {
  const index = MENU.exec(item)?.[1];
  const bookmark = index === undefined ? undefined : offeredBookmarks(parts)[Number(index)];
  if (bookmark !== undefined) void openBookmark(parts, bookmark);
  return index !== undefined;
}

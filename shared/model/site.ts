import { z } from 'zod';
import { siteIdSchema } from './ids.ts';
import { profileSchema } from './profile.ts';

export const siteColours = ['none', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'grey'] as const;
export type SiteColour = (typeof siteColours)[number];

const directory = z.string().max(4096).default('');

/** A pair of folders that belong together; one of the two may be empty. */
export const bookmarkSchema = z.object({
  name: z.string().min(1).max(200),
  remoteDirectory: directory,
  localDirectory: directory,
  /** Whether both panes walk together while they show these folders. */
  synchronizedBrowsing: z.boolean().default(false),
});
export type Bookmark = z.infer<typeof bookmarkSchema>;
export const bookmarksSchema = z.array(bookmarkSchema).max(1000);

/** What a site and a folder have in common. */
const place = {
  id: siteIdSchema,
  /** The folder it stands in; null for the top. */
  parent: siteIdSchema.nullable().default(null),
  name: z.string().min(1).max(200),
};

/** A server that the user keeps. */
export const siteSchema = z.object({
  ...place,
  profile: profileSchema,
  /** Folders to show first; empty means the server's or the user's own. */
  remoteDirectory: directory,
  localDirectory: directory,
  synchronizedBrowsing: z.boolean().default(false),
  colour: z.enum(siteColours).default('none'),
  comment: z.string().max(20_000).default(''),
  bookmarks: bookmarksSchema.default([]),
});
export type Site = z.infer<typeof siteSchema>;

/** A folder of sites and folders. */
export const siteFolderSchema = z.object({ ...place, folder: z.literal(true) });
export type SiteFolder = z.infer<typeof siteFolderSchema>;

export const siteNodeSchema = z.union([siteFolderSchema, siteSchema]);
export type SiteNode = Site | SiteFolder;

export function isFolder(node: SiteNode): node is SiteFolder {
  return 'folder' in node;
}

/** Everything in the site manager. The order of `nodes` is the order of those that stand in the same folder. */
export interface SitesDocument {
  readonly nodes: readonly SiteNode[];
  /** Those that belong to no site. */
  readonly bookmarks: readonly Bookmark[];
}
export const NO_SITES: SitesDocument = { nodes: [], bookmarks: [] };

/** One change to the sites. Each is whole or not at all; what it names and is not there is passed over. */
export const sitesChangeSchema = z.discriminatedUnion('kind', [
  /** Puts each node in the place of the one with its id; those that are not known yet before one of their folder, or last in it. */
  z.object({ kind: z.literal('put'), nodes: z.array(siteNodeSchema).min(1).max(100_000), before: siteIdSchema.nullable() }),
  /** Puts nodes into a folder, before one that stands there, or last. A folder never goes into itself. */
  z.object({ kind: z.literal('move'), ids: z.array(siteIdSchema).min(1), parent: siteIdSchema.nullable(), before: siteIdSchema.nullable() }),
  /** With everything in them. */
  z.object({ kind: z.literal('remove'), ids: z.array(siteIdSchema).min(1) }),
  /** By name, folders first, with everything below. */
  z.object({ kind: z.literal('sort'), folder: siteIdSchema.nullable() }),
  /** The bookmarks of a site, or those that belong to none. */
  z.object({ kind: z.literal('bookmarks'), site: siteIdSchema.nullable(), bookmarks: bookmarksSchema }),
]);
export type SitesChange = z.infer<typeof sitesChangeSchema>;

/** The sites alone, in the order of the document. */
export function sitesOf({ nodes }: SitesDocument): readonly Site[] {
  return nodes.filter((node): node is Site => !isFolder(node));
}


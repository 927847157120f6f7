import { join } from 'node:path';
import { z } from 'zod';
import { bookmarksSchema, siteNodeSchema, type SitesChange, type SitesDocument } from '../../shared/model/site.ts';
import { changeSites } from '../../shared/model/site-change.ts';
import { soundTree } from '../../shared/model/site-tree.ts';
import { openJsonFile } from '../store/json-file.ts';

const documentSchema = z.object({
  version: z.literal(2),
  nodes: z.array(siteNodeSchema).transform((nodes) => [...soundTree(nodes)]),
  bookmarks: bookmarksSchema.default([]),
});
type Document = z.infer<typeof documentSchema>;

/** How many changes can be taken back. */
const MOST_UNDONE = 50;

/** The user's sites, in `sites.json`. */
export interface SitesFile {
  value(): SitesDocument;
  readonly setAside: Awaited<ReturnType<typeof openDocument>>['setAside'];
  /** Resolves once the change is safely on disk. */
  change(change: SitesChange): Promise<SitesDocument>;
  /** Takes the latest change of this run back, and then the one before it; resolves with the document as it is then. */
  undo(): Promise<SitesDocument>;
  settled(): Promise<void>;
}

function openDocument(folder: string) {
  // Version 1 was a list of sites; every site of it reads as one at the top.
  const migrations = { 1: ({ sites, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, nodes: sites }) };
  return openJsonFile<Document>(join(folder, 'sites.json'), { schema: documentSchema, version: 2, migrations }, { version: 2, nodes: [], bookmarks: [] });
}

export async function openSites(folder: string): Promise<SitesFile> {
  const file = await openDocument(folder);
  // Documents share what did not change, so that keeping some of them costs little.
  const before: Document[] = [];
  return {
    value: file.value,
    setAside: file.setAside,
    change: async (change) => {
      let old = file.value();
      const changed = await file.change((document) => {
        old = document;
        return asWritten(changeSites<SitesDocument>(document, change), document);
      });
      if (changed !== old) before.push(old);
      if (before.length > MOST_UNDONE) before.shift();
      return changed;
    },
    undo: async () => {
      const old = before.pop();
      if (old === undefined) return file.value();
      try {
        return await file.change(() => old);
      } catch (thrown) {
        before.push(old);
        throw thrown;
      }
    },
    settled: file.settled,
  };
}

function asWritten({ nodes, bookmarks }: SitesDocument, document: Document): Document {
  return nodes === document.nodes && bookmarks === document.bookmarks ? document : { version: 2, nodes: [...nodes], bookmarks: [...bookmarks] };
}

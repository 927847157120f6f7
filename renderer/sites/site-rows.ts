import { userOf } from '../../shared/model/logon.ts';
import type { SiteId } from '../../shared/model/ids.ts';
import { isFolder, type SiteNode } from '../../shared/model/site.ts';
import { childrenOf, foldersAbove } from '../../shared/model/site-tree.ts';

/** One line of the tree as it is shown. */
export interface SiteRow {
  readonly node: SiteNode;
  /** 1 at the top, as `aria-level` counts. */
  readonly level: number;
  /** Null for a site. */
  readonly expanded: boolean | null;
  /** Its place among those of the same folder, from 1, and how many these are. */
  readonly place: number;
  readonly among: number;
  /** Where a match of a search stands; empty at the top and while nothing is searched. */
  readonly path: string;
}

/** The lines of the tree, closed folders without what is in them. */
export function treeRows(nodes: readonly SiteNode[], expanded: ReadonlySet<SiteId>): readonly SiteRow[] {
  const children = childrenOf(nodes);
  const rows: SiteRow[] = [];
  const add = (parent: SiteId | null, level: number): void => {
    const group = children.get(parent) ?? [];
    for (const [index, node] of group.entries()) {
      const open = isFolder(node) ? expanded.has(node.id) : null;
      rows.push({ node, level, expanded: open, place: index + 1, among: group.length, path: '' });
      if (open === true) add(node.id, level + 1);
    }
  };
  add(null, 1);
  return rows;
}

/** What is searched in, made once for each node. */
const haystacks = new WeakMap<SiteNode, string>();

function haystackOf(node: SiteNode): string {
  const known = haystacks.get(node);
  if (known !== undefined) return known;
  const parts = isFolder(node) ? [node.name] : [node.name, node.profile.host, userOf(node.profile.logon), node.comment];
  const made = parts.join('\n').toLocaleLowerCase();
  haystacks.set(node, made);
  return made;
}

/** The nodes in which every word of the query occurs, in the order of the tree: in the name, host, user, comment, or the folders above. */
export function searchRows(nodes: readonly SiteNode[], byId: ReadonlyMap<SiteId, SiteNode>, query: string): readonly SiteRow[] {
  const words = query.toLocaleLowerCase().split(/\s+/u).filter((word) => word !== '');
  const paths = new Map<SiteId | null, string>();
  const pathOf = (node: SiteNode): string => {
    let path = paths.get(node.parent);
    if (path === undefined) {
      path = foldersAbove(byId, node).map(({ name }) => name).join(' / ');
      paths.set(node.parent, path);
    }
    return path;
  };
  const found = nodes.filter((node) => {
    const own = haystackOf(node);
    return words.every((word) => own.includes(word) || pathOf(node).toLocaleLowerCase().includes(word));
  });
  return found.map((node, index) => ({ node, level: 1, expanded: null, place: index + 1, among: found.length, path: pathOf(node) }));
}

import { assertNever } from './assert-never.ts';
import type { SiteId } from './ids.ts';
import { type Bookmark, isFolder, type SiteNode, type SitesChange, type SitesDocument } from './site.ts';
import { byName, childrenOf, soundTree, subtree } from './site-tree.ts';

/** The sites after a change; the same document where there is nothing to change. */
export function changeSites<D extends SitesDocument>(document: D, change: SitesChange): D {
  const { nodes } = document;
  switch (change.kind) {
    case 'put':
      return { ...document, nodes: soundTree(put(nodes, change.nodes, change.before)) };
    case 'move':
      return withNodes(document, move(nodes, change.ids, change.parent, change.before));
    case 'remove': {
      const gone = subtree(nodes, change.ids);
      return withNodes(document, nodes.some(({ id }) => gone.has(id)) ? nodes.filter(({ id }) => !gone.has(id)) : nodes);
    }
    case 'sort':
      return withNodes(document, sort(nodes, change.folder));
    case 'bookmarks':
      return change.site === null ? { ...document, bookmarks: change.bookmarks } : withNodes(document, bookmark(nodes, change.site, change.bookmarks));
    default:
      return assertNever(change);
  }
}

function withNodes<D extends SitesDocument>(document: D, nodes: readonly SiteNode[]): D {
  return nodes === document.nodes ? document : { ...document, nodes };
}

function put(nodes: readonly SiteNode[], given: readonly SiteNode[], before: SiteId | null): readonly SiteNode[] {
  const fresh = new Map(given.map((node) => [node.id, node]));
  const replaced = nodes.map((old) => {
    const node = fresh.get(old.id);
    fresh.delete(old.id);
    return node ?? old;
  });
  const at = before === null ? -1 : replaced.findIndex(({ id }) => id === before);
  return at < 0 ? [...replaced, ...fresh.values()] : [...replaced.slice(0, at), ...fresh.values(), ...replaced.slice(at)];
}

function move(nodes: readonly SiteNode[], ids: readonly SiteId[], parent: SiteId | null, before: SiteId | null): readonly SiteNode[] {
  const wanted = new Set(ids);
  const target = parent === null ? null : nodes.find(({ id }) => id === parent);
  if (target === undefined || (target !== null && !isFolder(target))) return nodes;
  // What goes along inside of another one keeps its place there.
  const inner = subtree(nodes, nodes.filter((node) => node.parent !== null && wanted.has(node.parent)).map(({ id }) => id));
  const moving = nodes.filter(({ id }) => wanted.has(id) && !inner.has(id));
  if (moving.length === 0 || (parent !== null && subtree(nodes, moving.map(({ id }) => id)).has(parent))) return nodes;
  const anchor = nextThatStays(nodes, parent, before, wanted);
  const moved = moving.map((node) => ({ ...node, parent }));
  const rest = nodes.filter(({ id }) => !wanted.has(id) || inner.has(id));
  const at = anchor === null ? rest.length : rest.findIndex(({ id }) => id === anchor);
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)];
}

/** Where `before` itself is on the move, the next one after it that stays counts. */
function nextThatStays(nodes: readonly SiteNode[], parent: SiteId | null, before: SiteId | null, moving: ReadonlySet<SiteId>): SiteId | null {
  if (before === null) return null;
  const siblings = nodes.filter((node) => node.parent === parent);
  const at = siblings.findIndex(({ id }) => id === before);
  return at < 0 ? null : (siblings.slice(at).find(({ id }) => !moving.has(id))?.id ?? null);
}

function sort(nodes: readonly SiteNode[], folder: SiteId | null): readonly SiteNode[] {
  const within = folder === null ? null : subtree(nodes, [folder]);
  const children = childrenOf(nodes);
  const sorted: SiteNode[] = [];
  const add = (parent: SiteId | null): void => {
    const group = children.get(parent) ?? [];
    const inside = within === null || (parent !== null && within.has(parent));
    for (const node of inside ? group.toSorted(byName) : group) {
      sorted.push(node);
      if (isFolder(node)) add(node.id);
    }
  };
  add(null);
  return sorted;
}

function bookmark(nodes: readonly SiteNode[], site: SiteId, bookmarks: readonly Bookmark[]): readonly SiteNode[] {
  const known = nodes.some((node) => node.id === site && !isFolder(node));
  return known ? nodes.map((node) => (node.id === site && !isFolder(node) ? { ...node, bookmarks: [...bookmarks] } : node)) : nodes;
}

import type { SiteId } from './ids.ts';
import { isFolder, type SiteNode } from './site.ts';

/** Nodes by the folder they stand in. */
export type SiteChildren = ReadonlyMap<SiteId | null, readonly SiteNode[]>;

/** Groups nodes by their folder, each group in their order. */
export function childrenOf(nodes: readonly SiteNode[]): SiteChildren {
  const groups = new Map<SiteId | null, SiteNode[]>();
  for (const node of nodes) {
    const group = groups.get(node.parent);
    if (group === undefined) groups.set(node.parent, [node]);
    else group.push(node);
  }
  return groups;
}

/**
 * Nodes that make a tree whatever they were: an id that stands twice counts once, and a node whose folder is missing, no folder, or
 * inside the node itself comes to the top. Gives back the same array where nothing is wrong.
 */
export function soundTree(nodes: readonly SiteNode[]): readonly SiteNode[] {
  const byId = new Map<SiteId, SiteNode>();
  for (const node of nodes) if (!byId.has(node.id)) byId.set(node.id, node);
  const sound = new Set<SiteId>();
  let wrong = byId.size !== nodes.length;
  for (const node of byId.values()) {
    const way: SiteNode[] = [];
    const seen = new Set<SiteId>();
    for (let at: SiteNode = node; !sound.has(at.id); ) {
      way.push(at);
      seen.add(at.id);
      if (at.parent === null) break;
      const parent = byId.get(at.parent);
      if (parent === undefined || !isFolder(parent) || seen.has(parent.id)) {
        byId.set(at.id, { ...at, parent: null });
        wrong = true;
        break;
      }
      at = parent;
    }
    for (const { id } of way) sound.add(id);
  }
  return wrong ? [...byId.values()] : nodes;
}

/** The nodes of these ids and all below them. */
export function subtree(nodes: readonly SiteNode[], ids: Iterable<SiteId>): ReadonlySet<SiteId> {
  const children = childrenOf(nodes);
  const within = new Set<SiteId>(ids);
  for (const id of within) for (const child of children.get(id) ?? []) within.add(child.id);
  return within;
}

/** The folders that a node stands in, the outermost first. */
export function foldersAbove(byId: ReadonlyMap<SiteId, SiteNode>, node: Pick<SiteNode, 'parent'>): readonly SiteNode[] {
  const above: SiteNode[] = [];
  let parent = node.parent === null ? undefined : byId.get(node.parent);
  while (parent !== undefined && !above.includes(parent)) {
    above.unshift(parent);
    parent = parent.parent === null ? undefined : byId.get(parent.parent);
  }
  return above;
}

/** A copy of a node and all below it under fresh ids, the copy's own name chosen by the caller. The copy comes first. */
export function copyOf(nodes: readonly SiteNode[], root: SiteNode, name: string, freshId: () => SiteId): readonly SiteNode[] {
  const within = subtree(nodes, [root.id]);
  const ids = new Map<SiteId, SiteId>([...within].map((id) => [id, freshId()]));
  const copies = nodes.filter(({ id }) => within.has(id)).map((node) => {
    const id = ids.get(node.id) ?? freshId();
    return node.id === root.id ? { ...node, id, name } : { ...node, id, parent: node.parent === null ? null : (ids.get(node.parent) ?? node.parent) };
  });
  return copies.toSorted((one, other) => Number(other.id === ids.get(root.id)) - Number(one.id === ids.get(root.id)));
}

/** A name that none of these has: `harbour`, `harbour 2`, `harbour 3`. */
export function freeName(wanted: string, taken: Iterable<string>): string {
  const names = new Set(taken);
  const stem = wanted.replace(/ \d+$/u, '');
  let name = wanted;
  for (let number = 2; names.has(name); number++) name = `${stem.slice(0, 190)} ${number}`;
  return name;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Folders first, then by name as people read numbers in it. */
export function byName(one: SiteNode, other: SiteNode): number {
  return Number(isFolder(other)) - Number(isFolder(one)) || collator.compare(one.name, other.name);
}

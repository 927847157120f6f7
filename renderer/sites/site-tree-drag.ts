import type { DragEvent } from 'react';
import type { SiteId } from '../../shared/model/ids.ts';
import { isFolder, type SiteNode } from '../../shared/model/site.ts';
import type { SiteRow } from './site-rows.ts';
import type { DropPlace } from './site-tree-row.tsx';

export const SITE_KIND = 'application/x-hawser-site';

/** Where what is dragged over a row would go: the edges of a row are between rows, the middle of a folder is in it. */
export function dropPlace(event: DragEvent, element: Element, node: SiteNode): DropPlace {
  const { top, height } = element.getBoundingClientRect();
  const share = (event.clientY - top) / height;
  if (isFolder(node)) return share < 0.25 ? 'before' : share > 0.75 ? 'after' : 'into';
  return share < 0.5 ? 'before' : 'after';
}

/** The folder and the neighbour that a drop on a row means. */
export function dropTarget(row: SiteRow, place: DropPlace, nodes: readonly SiteNode[]): { readonly parent: SiteId | null; readonly before: SiteId | null } {
  const { node } = row;
  if (place === 'into') return { parent: node.id, before: null };
  if (place === 'before') return { parent: node.parent, before: node.id };
  const group = nodes.filter((one) => one.parent === node.parent);
  // Below an open folder is its first place.
  if (row.expanded === true) return { parent: node.id, before: nodes.find((one) => one.parent === node.id)?.id ?? null };
  return { parent: node.parent, before: group[group.findIndex(({ id }) => id === node.id) + 1]?.id ?? null };
}

import { displayName } from '../../shared/format/display-name.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';

/** The last segment of a path of either grammar. */
export function nameOfPath(path: string): string {
  return path.split(/[\\/]/u).findLast((segment) => segment !== '') ?? path;
}

/** The folder of a path by its last name; what stands above it is told by `…`. */
export function folderOfPath(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  if (cut <= 0) return displayName(path.slice(0, 1));
  const folder = path.slice(0, cut);
  const name = nameOfPath(folder);
  const depth = folder.split(/[\\/]/u).filter((segment) => segment !== '').length;
  return displayName(depth > 1 ? `…/${name}` : folder);
}

/** Where a transfer leads: the folders at both ends. */
export function routeOf(row: TransferRow): { readonly from: string; readonly to: string } {
  return { from: folderOfPath(row.from.path), to: folderOfPath(row.to.path) };
}

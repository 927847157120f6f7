import { displayName } from '../../shared/format/display-name.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';

/** The last segment of a path of either grammar. */
export function nameOfPath(path: string): string {
  return path.split(/[\\/]/u).findLast((segment) => segment !== '') ?? path;
}

/** The folder of a path, as it may be shown. */
export function folderOfPath(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return displayName(cut <= 0 ? path.slice(0, 1) : path.slice(0, cut));
}

/** Where a transfer leads: the folders at both ends, and the server by its name. */
export function routeOf(row: TransferRow): { readonly from: string; readonly to: string } {
  const server = row.server.replace(/^[a-z-]+:\/\/(?:[^@]*@)?/u, '').replace(/:\d+$/u, '');
  const remote = (path: string): string => `${server}:${folderOfPath(path)}`;
  return {
    from: row.direction === 'upload' ? folderOfPath(row.from.path) : remote(row.from.path),
    to: row.direction === 'download' ? folderOfPath(row.to.path) : remote(row.to.path),
  };
}

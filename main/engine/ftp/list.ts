import type { ListOptions } from '../session/session.ts';
import type { FtpConnection } from './connection.ts';
import { explainListing } from './explain.ts';
import { fetchListing } from './fetch-listing.ts';

/** Lists a directory, and finds out why where the server refuses. */
export async function list(ftp: FtpConnection, path: string, options: ListOptions): Promise<void> {
  try {
    await fetchListing(ftp, path, options);
  } catch (thrown) {
    throw await explainListing(ftp, thrown, path);
  }
}

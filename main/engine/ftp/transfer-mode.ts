import type { FtpConnection } from './connection.ts';
import { refusal } from './failures.ts';
import type { Features } from './features.ts';
import { isCompletion } from './reply.ts';

/**
 * ProFTPD's mod_deflate (1.3.8) loses the end of most uploads over some 50 KB and then falls silent, whichever client sends them. It is known
 * by what it alone offers: to set a file's group.
 */
function losesUploads({ settable }: Features): boolean {
  return settable.has('unix.group');
}

/** Sets MODE Z or S for a transfer, where it is not set already, and tells whether its data is compressed. Null: never. */
export async function compressedMode(ftp: FtpConnection, direction: 'download' | 'upload' | null): Promise<boolean> {
  const { control, features, host, learned } = ftp;
  const wanted = direction !== null && ftp.choices.compress && features.deflate && learned.compresses && (direction === 'download' || !losesUploads(features));
  if (learned.compressed === wanted) return wanted;
  const reply = await control.exchange(wanted ? 'MODE Z' : 'MODE S');
  if (isCompletion(reply)) learned.compressed = wanted;
  else if (wanted) learned.compresses = false;
  else throw refusal(reply, host, '');
  return learned.compressed;
}

import { command } from './command.ts';
import type { FtpConnection } from './connection.ts';
import { explainRemovingDirectory, explainUse } from './explain.ts';

/** DELE for a file or link, RMD for an empty directory. */
export async function remove(ftp: FtpConnection, path: string, kind: 'file' | 'directory'): Promise<void> {
  try {
    await command(ftp, `${kind === 'file' ? 'DELE' : 'RMD'} ${path}`, path);
  } catch (thrown) {
    throw await (kind === 'file' ? explainUse(ftp, thrown, path) : explainRemovingDirectory(ftp, thrown, path));
  }
}

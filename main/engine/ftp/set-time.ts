import { command } from './command.ts';
import type { FtpConnection } from './connection.ts';
import { explainUse } from './explain.ts';

/** MFMT (draft-somers-ftp-mfxx section 3.1): `YYYYMMDDHHMMSS` in UTC. `at` in milliseconds since the epoch. */
export async function setTime(ftp: FtpConnection, path: string, at: number): Promise<void> {
  const stamp = new Date(at).toISOString().replace(/\.\d+Z$/u, '').replace(/\D/gu, '');
  try {
    await command(ftp, `MFMT ${stamp} ${path}`, path);
  } catch (thrown) {
    throw await explainUse(ftp, thrown, path);
  }
}

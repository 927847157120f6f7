import { command } from './command.ts';
import type { FtpConnection } from './connection.ts';
import { explainMaking } from './explain.ts';

/** MKD. */
export async function makeDirectory(ftp: FtpConnection, path: string): Promise<void> {
  try {
    await command(ftp, `MKD ${path}`, path);
  } catch (thrown) {
    throw await explainMaking(ftp, thrown, path);
  }
}

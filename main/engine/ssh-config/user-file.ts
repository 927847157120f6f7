import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where OpenSSH keeps this user's choices for its client. */
export function userSshConfig(): string {
  return join(homedir(), '.ssh', 'config');
}

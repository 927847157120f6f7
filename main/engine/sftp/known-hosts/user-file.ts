import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where OpenSSH keeps the hosts that this user knows. */
export function userKnownHosts(): string {
  return join(homedir(), '.ssh', 'known_hosts');
}

import type { FileClient } from './client.ts';
import { curl } from './curl.ts';
import { lftp, lftpParsed } from './lftp.ts';
import { openssh } from './openssh.ts';
import { rclone } from './rclone.ts';

/** Everybody that we compare with; adding a peer is a file and a line here. */
export const peers: readonly FileClient[] = [curl, lftp, lftpParsed, openssh, rclone];

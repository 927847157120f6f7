import type { Target } from './client.ts';

/** The cipher that all of them have and that is fastest on machines with AES instructions; ours and rclone take it by themselves. */
const cipher = 'aes128-gcm@openssh.com';

/** OpenSSH's options for `ssh` and `sftp` alike, without the user's own configuration. */
export function sshOptions({ keyFile, knownHostsFile }: Target): readonly string[] {
  return [
    '-F', 'none', '-i', keyFile, '-o', 'IdentitiesOnly=yes', '-o', 'BatchMode=yes', '-o', `UserKnownHostsFile=${knownHostsFile}`,
    '-o', 'StrictHostKeyChecking=yes', '-o', `Ciphers=${cipher}`,
  ];
}

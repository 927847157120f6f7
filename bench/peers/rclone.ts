import type { Invocation } from '../bench.ts';
import type { FileClient, Target } from './client.ts';

/** rclone over SFTP. It has no shell at the server to hash files with, and is told so, so that it does not try. */
export const rclone: FileClient = {
  name: 'rclone',
  protocols: ['sftp'],
  get: (target, remote, local) => call(target, ['copyto', at(target, remote), local]),
  put: (target, local, remote) => call(target, ['copyto', local, at(target, remote)]),
  getFolder: (target, remote, local, connections) => call(target, ['copy', '--transfers', String(connections), at(target, remote), local]),
  putFolder: (target, local, remote, connections) => call(target, ['copy', '--transfers', String(connections), local, at(target, remote)]),
  list: (target, remote) => call(target, ['lsl', '--max-depth', '1', at(target, remote)]),
};

const at = ({ host, port, user, keyFile, knownHostsFile }: Target, path: string): string =>
  `:sftp,host=${host},port=${port},user=${user},key_file=${keyFile},known_hosts_file=${knownHostsFile},shell_type=none,disable_hashcheck=true:${path}`;

function call(target: Target, args: readonly string[]): Invocation {
  return { program: 'rclone', args: ['--config', '', '-q', '--retries', '1', '--ignore-checksum', ...args], env: { HOME: target.home } };
}

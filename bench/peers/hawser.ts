import { fileURLToPath } from 'node:url';
import type { Invocation } from '../bench.ts';
import type { FileClient, Target } from './client.ts';

const program = fileURLToPath(new URL('../../out/app/cli.js', import.meta.url));
const inFlight = 64;
const schemes = { ftp: 'ftp', ftps: 'ftpes', sftp: 'sftp' } as const;

/** Ourselves, as a user of the command line starts us: the bundle, in Electron's own Node. */
export function hawser(electron: string): Required<FileClient> {
  const call = (target: Target, verb: string, path: string, more: readonly string[]): Invocation => ({
    program: electron,
    args: [program, verb, `${schemes[target.protocol]}://${target.user}@${target.host}:${target.port}${path}`, ...more, ...trust(target)],
    env: { ELECTRON_RUN_AS_NODE: '1', HAWSER_PASSWORD: target.protocol === 'sftp' ? '' : target.password, HOME: target.home },
  });
  // Over SFTP the files share one connection, so that more of them under way are not more connections.
  const transfers = ({ protocol }: Target, connections: number) => ['--transfers', String(protocol === 'sftp' ? inFlight : connections)];
  return {
    name: 'hawser',
    protocols: ['ftp', 'ftps', 'sftp'],
    get: (target, remote, local) => call(target, 'get', remote, [local]),
    put: (target, local, remote) => call(target, 'put', remote, [local]),
    getFolder: (target, remote, local, connections) => call(target, 'get', remote, [local, ...transfers(target, connections)]),
    putFolder: (target, local, remote, connections) => call(target, 'put', remote, [local, ...transfers(target, connections)]),
    list: (target, remote) => call(target, 'ls', remote, []),
  };
}

function trust({ protocol, certificateFingerprint, hostKeyFingerprint, keyFile }: Target): readonly string[] {
  switch (protocol) {
    case 'ftp':
      return [];
    case 'ftps':
      return ['--trust', certificateFingerprint];
    case 'sftp':
      return ['--trust', hostKeyFingerprint, '--key', keyFile];
  }
}

import type { Invocation } from '../bench.ts';
import type { FileClient, Target } from './client.ts';

/** curl: one file at a time, and raw listings that it does not parse. */
export const curl: FileClient = {
  name: 'curl',
  protocols: ['ftp', 'ftps'],
  get: (target, remote, local) => call(target, remote, ['-o', local]),
  put: (target, local, remote) => call(target, remote, ['-T', local]),
  list: (target, remote) => call(target, `${remote}/`, []),
};

function call(target: Target, path: string, more: readonly string[]): Invocation {
  const tls = target.protocol === 'ftps' ? ['--ssl-reqd', '--cacert', target.caFile] : [];
  return {
    program: 'curl',
    args: ['-q', '-sS', '--fail', '-u', `${target.user}:${target.password}`, ...tls, ...more, `ftp://${target.host}:${target.port}${path}`],
    env: { HOME: target.home },
  };
}

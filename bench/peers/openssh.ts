import type { Invocation } from '../bench.ts';
import type { FileClient, Target } from './client.ts';
import { sshOptions } from './ssh-options.ts';

/** OpenSSH's `sftp -b`: one connection, one file after the other. */
export const openssh: FileClient = {
  name: 'openssh',
  protocols: ['sftp'],
  get: (target, remote, local) => call(target, `get ${remote} ${local}`),
  put: (target, local, remote) => call(target, `put ${local} ${remote}`),
  getFolder: (target, remote, local) => call(target, `get -r ${remote} ${local}`),
  putFolder: (target, local, remote) => call(target, `put -r ${local} ${remote}`),
  list: (target, remote) => call(target, `ls -ln ${remote}`),
};

function call(target: Target, command: string): Invocation {
  return {
    program: 'sftp',
    args: ['-q', '-b', '-', ...sshOptions(target), '-P', String(target.port), `${target.user}@${target.host}`],
    input: `${command}\n`,
    env: { HOME: target.home },
  };
}

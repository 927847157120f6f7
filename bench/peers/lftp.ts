import type { Invocation } from '../bench.ts';
import type { FileClient, Target } from './client.ts';
import { sshOptions } from './ssh-options.ts';

export const lftp: FileClient = {
  name: 'lftp',
  protocols: ['ftp', 'ftps', 'sftp'],
  get: (target, remote, local) => call(target, `get ${remote} -o ${local}`),
  put: (target, local, remote) => call(target, `put ${local} -o ${remote}`),
  getFolder: (target, remote, local, connections) => call(target, `mirror --parallel=${connections} ${remote} ${local}`),
  putFolder: (target, local, remote, connections) => call(target, `mirror -R --parallel=${connections} ${local} ${remote}`),
  list: (target, remote) => call(target, `ls ${remote}`),
};

/** lftp with its own listing: what `ls` prints over FTP are the server's words as they came, `cls` has read each row, as we do. */
export const lftpParsed: FileClient = {
  name: 'lftp cls',
  protocols: ['ftp', 'ftps', 'sftp'],
  list: (target, remote) => call(target, `cls -l --sort=name ${remote}`),
};

function call(target: Target, command: string): Invocation {
  const settings = ['set net:max-retries 1', 'set cmd:fail-exit yes', 'set xfer:clobber yes', 'set mirror:set-permissions no', ...security(target)];
  const scheme = target.protocol === 'sftp' ? 'sftp' : 'ftp';
  const open = `open -u ${target.user},${target.protocol === 'sftp' ? 'none' : target.password} ${scheme}://${target.host}:${target.port}`;
  return { program: 'lftp', args: ['--norc', '-c', [...settings, open, command].join('; ')], env: { HOME: target.home } };
}

function security(target: Target): readonly string[] {
  switch (target.protocol) {
    case 'ftp':
      return ['set ftp:ssl-allow no'];
    case 'ftps':
      return ['set ftp:ssl-force yes', 'set ftp:ssl-protect-data yes', `set ssl:ca-file ${target.caFile}`];
    case 'sftp':
      return [`set sftp:connect-program "ssh -a -x ${sshOptions(target).join(' ')}"`];
  }
}

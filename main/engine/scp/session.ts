import type { Session } from '../session/session.ts';
import type { SshConnection } from '../sftp/connection.ts';
import { goodbye } from '../sftp/goodbye.ts';
import { protectionOf } from '../sftp/protection.ts';
import { makeDirectory, makeLink, readLink, remove, rename, setMode, setTime } from './change.ts';
import { download } from './download.ts';
import { list } from './list.ts';
import { resolveDirectory } from './resolve-directory.ts';
import type { ScpServer } from './server.ts';
import { stat } from './stat.ts';
import { upload } from './upload.ts';

/** Commands side by side; OpenSSH lets ten channels be open on a connection. */
const CONCURRENCY = 4;

/** One signed-in SSH connection on which commands do what SFTP would. */
export function scpSession(connection: SshConnection, server: ScpServer, home: string): Session {
  return {
    home,
    grammar: 'unix',
    abilities: ['setMode', 'setTime', 'readLink', 'makeLink'],
    concurrency: CONCURRENCY,
    get protection() {
      return protectionOf(connection);
    },
    ended: connection.ended,
    list: (path, options) => list(server, path, options),
    stat: (path, signal) => stat(server, path, signal),
    resolveDirectory: (path) => resolveDirectory(server, path),
    download: (path, sink, options) => download(server, path, sink, options),
    upload: (source, path, options) => upload(server, source, path, options),
    remove: (path, kind) => remove(server, path, kind),
    makeDirectory: (path) => makeDirectory(server, path),
    rename: (from, to) => rename(server, from, to),
    setMode: (path, mode) => setMode(server, path, mode),
    setTime: (path, at) => setTime(server, path, at),
    readLink: (path) => readLink(server, path),
    makeLink: (target, path) => makeLink(server, target, path),
    close: goodbye(connection, server.log),
  };
}

import type { Session } from '../session/session.ts';
import type { SshConnection } from '../sftp/connection.ts';
import { protectionOf } from '../sftp/protection.ts';
import { makeDirectory, makeLink, readLink, remove, rename, setMode, setTime } from './change.ts';
import { download } from './download.ts';
import { list } from './list.ts';
import type { ScpServer } from './server.ts';
import { stat } from './stat.ts';
import { upload } from './upload.ts';

/** Commands side by side; OpenSSH lets ten channels be open on a connection. */
const CONCURRENCY = 4;
const GOODBYE_MILLISECONDS = 2_000;

/** One signed-in SSH connection on which commands do what SFTP would. */
export function scpSession(connection: SshConnection, server: ScpServer, home: string): Session {
  const { client, ended } = connection;
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    server.log('command', 'bye');
    const timer = setTimeout(() => client.destroy(), GOODBYE_MILLISECONDS);
    client.end();
    await ended;
    clearTimeout(timer);
  };
  return {
    home,
    grammar: 'unix',
    abilities: ['setMode', 'setTime', 'readLink', 'makeLink'],
    concurrency: CONCURRENCY,
    get protection() {
      return protectionOf(connection);
    },
    ended,
    list: (path, options) => list(server, path, options),
    stat: (path, signal) => stat(server, path, signal),
    download: (path, sink, options) => download(server, path, sink, options),
    upload: (source, path, options) => upload(server, source, path, options),
    remove: (path, kind) => remove(server, path, kind),
    makeDirectory: (path) => makeDirectory(server, path),
    rename: (from, to) => rename(server, from, to),
    setMode: (path, mode) => setMode(server, path, mode),
    setTime: (path, at) => setTime(server, path, at),
    readLink: (path) => readLink(server, path),
    makeLink: (target, path) => makeLink(server, target, path),
    close: () => (closing ??= close()),
  };
}

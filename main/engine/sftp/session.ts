import type { Client } from 'ssh2';
import type { Ability } from '../../../shared/model/ability.ts';
import type { Session } from '../session/session.ts';
import type { SshConnection } from './connection.ts';
import { checksum } from './checksum.ts';
import { copy, COPY_EXTENSION } from './copy.ts';
import { download } from './download.ts';
import { freeSpace, FREE_SPACE_EXTENSION } from './free-space.ts';
import { goodbye } from './goodbye.ts';
import { list } from './list.ts';
import { makeDirectory } from './make-directory.ts';
import { makeLink } from './make-link.ts';
import { readLink } from './read-link.ts';
import { remove } from './remove.ts';
import { protectionOf } from './protection.ts';
import { rename, replace, REPLACE_EXTENSION } from './rename.ts';
import { resolveDirectory } from './resolve-directory.ts';
import type { SftpServer } from './server.ts';
import { setMode } from './set-mode.ts';
import { setTime } from './set-time.ts';
import { hasChecksumCommand } from './shell.ts';
import { stat } from './stat.ts';
import { upload } from './upload.ts';
import { LOOSE_BYTES } from './write-behind.ts';

/** What version 3 of the protocol has by itself. */
const plainAbilities: readonly Ability[] = ['setMode', 'setTime', 'readLink', 'makeLink', 'resumeDownload', 'resumeUpload'];
/** Operations side by side on one channel; with small files this many keep the server busy. */
const CONCURRENCY = 64;

/** One signed-in SFTP connection behind the interface of all protocols. */
export function sftpSession(connection: SshConnection, server: SftpServer, home: string): Session {
  const { client, ended } = connection;
  const sayGoodbye = goodbye(connection, server.log);
  // A session without its channel is of no use, and one that fell silent is as good as gone.
  server.channel.onLost = (failure) => {
    server.log('error', failure.message);
    client.destroy();
  };
  const close = (): Promise<void> => {
    server.channel.onLost = () => client.destroy();
    return sayGoodbye();
  };
  let settled = Promise.resolve();
  const session: Session = {
    home,
    grammar: 'unix',
    get abilities() {
      return [...plainAbilities, ...(['checksum', 'copy', 'freeSpace'] as const).filter((verb) => session[verb] !== undefined)];
    },
    concurrency: concurrencyOf(server),
    get protection() {
      return protectionOf(connection);
    },
    ended,
    looseTail: LOOSE_BYTES,
    get settled() {
      return settled;
    },
    list: (path, options) => list(server, path, options),
    stat: (path, signal) => stat(server, path, signal),
    resolveDirectory: (path) => resolveDirectory(server, path),
    download: (path, sink, options) => download(server, path, sink, options),
    upload: (source, path, options) => upload(server, source, path, options),
    remove: (path, kind) => remove(server, path, kind),
    makeDirectory: (path) => makeDirectory(server, path),
    rename: (from, to) => rename(server, from, to),
    close,
    setMode: (path, mode) => setMode(server, path, mode),
    setTime: (path, at) => setTime(server, path, at),
    readLink: (path) => readLink(server, path),
    ...(server.extensions.has(COPY_EXTENSION) ? { copy: (from: string, to: string, signal: AbortSignal) => copy(server, from, to, signal) } : {}),
    makeLink: (target, path) => makeLink(server, target, path),
    ...(server.extensions.has(FREE_SPACE_EXTENSION) ? { freeSpace: (path: string) => freeSpace(server, path) } : {}),
    ...(server.extensions.has(REPLACE_EXTENSION) ? { replace: (from: string, to: string) => replace(server, from, to) } : {}),
  };
  const sum = (shell: Client | null): NonNullable<Session['checksum']> => (path, algorithm, signal) => checksum(server, shell, path, algorithm, signal);
  if (server.checksFiles) session.checksum = sum(null);
  // Asked beside everything else, and of servers that are known to take it well.
  else if (/OpenSSH|dropbear/iu.test(connection.serverVersion)) {
    settled = hasChecksumCommand(client).then((has) => {
      if (has) session.checksum = sum(client);
    });
  }
  return session;
}

/** An operation has up to two files open. */
function concurrencyOf({ shape: { handles } }: SftpServer): number {
  return handles === 0 ? CONCURRENCY : Math.max(1, Math.min(CONCURRENCY, Math.floor(handles / 2)));
}

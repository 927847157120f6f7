import type { Ability } from '../../../shared/model/ability.ts';
import { commandSafe } from '../session/command-safe.ts';
import type { Session } from '../session/session.ts';
import type { FtpConnection } from './connection.ts';
import { download } from './download.ts';
import { asFailure } from './failures.ts';
import { list } from './list.ts';
import { makeDirectory } from './make-directory.ts';
import { sayGoodbye } from './goodbye.ts';
import { remove } from './remove.ts';
import { rename } from './rename.ts';
import { setMode } from './set-mode.ts';
import { setTime } from './set-time.ts';
import { stat } from './stat.ts';
import { upload } from './upload.ts';

/** What was found out about the server while signing in. */
export interface ServerFacts {
  readonly home: string;
  readonly setsMode: boolean;
}

/** The session over one control connection: every verb waits for the one before it, since FTP does one thing at a time. */
export function ftpSession(ftp: FtpConnection, { home, setsMode }: ServerFacts): Session {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(paths: readonly string[], verb: () => Promise<T>): Promise<T> => {
    const run = last.then(() => {
      for (const path of paths) commandSafe(path);
      return verb();
    });
    last = run.catch(() => undefined);
    return run.catch((thrown: unknown) => {
      throw asFailure(thrown);
    });
  };
  const { restart, mfmt } = ftp.features;
  const abilities: Ability[] = [...(restart ? (['resumeDownload', 'resumeUpload'] as const) : []), ...(setsMode ? (['setMode'] as const) : []), ...(mfmt ? (['setTime'] as const) : [])];

  return {
    home,
    grammar: 'unix',
    abilities,
    concurrency: 1,
    get protection() {
      return { control: ftp.controlProtection, data: ftp.learned.dataProtection };
    },
    ended: ftp.control.ended,
    list: (path, options) => inTurn([path], () => list(ftp, path, options)),
    stat: (path, signal) => inTurn([path], () => stat(ftp, path, signal)),
    download: (path, sink, options) => inTurn([path], () => download(ftp, path, sink, options)),
    upload: (source, path, options) => inTurn([path], () => upload(ftp, source, path, options)),
    remove: (path, kind) => inTurn([path], () => remove(ftp, path, kind)),
    makeDirectory: (path) => inTurn([path], () => makeDirectory(ftp, path)),
    rename: (from, to) => inTurn([from, to], () => rename(ftp, from, to)),
    close: () => sayGoodbye(ftp),
    ...(setsMode ? { setMode: (path: string, mode: number) => inTurn([path], () => setMode(ftp, path, mode)) } : {}),
    ...(mfmt ? { setTime: (path: string, at: number) => inTurn([path], () => setTime(ftp, path, at)) } : {}),
  };
}

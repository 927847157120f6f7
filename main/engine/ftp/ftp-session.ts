import type { Ability } from '../../../shared/model/ability.ts';
import { commandSafe } from '../session/command-safe.ts';
import type { Session } from '../session/session.ts';
import { pathsOf, type FtpConnection } from './connection.ts';
import { download } from './download.ts';
import { asFailure } from './failures.ts';
import { KeepAlive } from './keep-alive.ts';
import { list } from './list.ts';
import { makeDirectory } from './make-directory.ts';
import { sayGoodbye } from './goodbye.ts';
import { optionalVerbs, type InTurn } from './optional-verbs.ts';
import { remove } from './remove.ts';
import { rename } from './rename.ts';
import { resolveDirectory } from './resolve-directory.ts';
import { stat } from './stat.ts';
import { upload } from './upload.ts';

/** What was found out about the server while signing in. */
export interface ServerFacts {
  readonly home: string;
  readonly setsMode: boolean;
  /** What SITE HELP names, upper case, where it was asked for. */
  readonly site: ReadonlySet<string>;
}

/** The session over one control connection: every verb waits for the one before it, since FTP does one thing at a time. */
export function ftpSession(ftp: FtpConnection, facts: ServerFacts): Session {
  const { control } = ftp;
  const paths = pathsOf(ftp);
  const asFile = (path: string): string => paths.asFile?.(path) ?? path;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const noop = (): Promise<unknown> => {
    const asked = last.then(() => (control.failure === null ? control.exchange('NOOP') : undefined));
    last = asked.catch(() => undefined);
    return asked;
  };
  const keepAlive = new KeepAlive(ftp.choices.keepAliveSeconds, noop);
  keepAlive.rest();
  void control.ended.then(() => keepAlive.stop());
  const inTurn: InTurn = (paths, verb) => {
    waiting += 1;
    keepAlive.stop();
    const run = last.then(() => {
      for (const path of paths) commandSafe(path);
      return verb();
    });
    const settled = (): void => {
      waiting -= 1;
      if (waiting === 0 && control.failure === null) keepAlive.rest();
    };
    last = run.then(settled, settled);
    return run.catch((thrown: unknown) => {
      throw asFailure(thrown);
    });
  };
  const verbs = optionalVerbs(ftp, facts, inTurn);
  const abilities = [...(ftp.features.restart && ftp.choices.transferType === 'binary' ? (['resumeDownload', 'resumeUpload'] as const) : []), ...(Object.keys(verbs) as Ability[])];

  return {
    home: facts.home,
    grammar: paths.name,
    abilities,
    concurrency: 1,
    get protection() {
      return { control: ftp.controlProtection, data: ftp.learned.dataProtection };
    },
    ended: control.ended,
    list: (path, options) => inTurn([path], () => list(ftp, paths.asDirectory(path), options)),
    stat: (path, signal) => inTurn([path], () => stat(ftp, path, signal)),
    resolveDirectory: (path) => inTurn([path], () => resolveDirectory(ftp, paths.asDirectory(path))),
    download: (path, sink, options) => inTurn([path], () => download(ftp, asFile(path), sink, options)),
    upload: (source, path, options) => inTurn([path], () => upload(ftp, source, asFile(path), options)),
    remove: (path, kind) => inTurn([path], () => remove(ftp, kind === 'directory' ? paths.asDirectory(path) : asFile(path), kind)),
    makeDirectory: (path) => inTurn([path], () => makeDirectory(ftp, paths.asDirectory(path))),
    rename: (from, to) => inTurn([from, to], () => rename(ftp, asFile(from), asFile(to))),
    close: () => {
      keepAlive.stop();
      return sayGoodbye(ftp);
    },
    ...(ftp.inspect === null ? {} : { inspect: ftp.inspect }),
    lendControl: (work) => inTurn([], () => work(ftp, asFile)),
    ...verbs,
  };
}

import { homedir } from 'node:os';
import type { Ability } from '../../../shared/model/ability.ts';
import { commandSafe } from '../session/command-safe.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { copy } from './copy.ts';
import { download } from './download.ts';
import { list } from './list.ts';
import { LOCAL_GRAMMAR } from './local-grammar.ts';
import { makeDirectory } from './make-directory.ts';
import { makeLink } from './make-link.ts';
import { readLink } from './read-link.ts';
import { remove } from './remove.ts';
import { rename } from './rename.ts';
import { resolveDirectory } from './resolve-directory.ts';
import { setMode } from './set-mode.ts';
import { setTime } from './set-time.ts';
import { stat } from './stat.ts';
import { upload } from './upload.ts';

const unixOnly: readonly Ability[] = process.platform === 'win32' ? [] : ['setMode'];
const abilities: readonly Ability[] = [...unixOnly, 'setTime', 'readLink', 'makeLink', 'copy', 'resumeDownload', 'resumeUpload'];

/** The local disk behind the interface of every server. It needs no sign-in and ends only by `close`. */
export function openLocal(): Session {
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => { end = resolve; });
  let closed = false;

  /** Checks the paths before anything touches the disk. */
  const checked = async <T>(paths: readonly string[], run: () => Promise<T>): Promise<T> => {
    if (closed) throw Failure.of('not-connected');
    for (const path of paths) commandSafe(path);
    return run();
  };

  return {
    home: homedir(),
    grammar: LOCAL_GRAMMAR,
    abilities,
    concurrency: 64,
    protection: { control: { kind: 'local' }, data: null },
    ended,
    list: (path, options) => checked([path], () => list(path, options)),
    stat: (path, signal) => checked([path], () => stat(path, signal)),
    resolveDirectory: (path) => checked([path], () => resolveDirectory(path)),
    download: (path, sink, options) => checked([path], () => download(path, sink, options)),
    upload: (source, path, options) => checked([path], () => upload(source, path, options)),
    remove: (path, kind) => checked([path], () => remove(path, kind)),
    makeDirectory: (path) => checked([path], () => makeDirectory(path)),
    rename: (from, to) => checked([from, to], () => rename(from, to)),
    close: () => {
      closed = true;
      end();
      return Promise.resolve();
    },
    ...(process.platform === 'win32' ? {} : { setMode: (path: string, mode: number) => checked([path], () => setMode(path, mode)) }),
    setTime: (path, at) => checked([path], () => setTime(path, at)),
    readLink: (path) => checked([path], () => readLink(path)),
    makeLink: (target, path) => checked([target, path], () => makeLink(target, path)),
    copy: (from, to, signal) => checked([from, to], () => copy(from, to, signal)),
  };
}

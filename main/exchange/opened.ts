import { resolve } from 'node:path';
import type { App } from 'electron';
import type { Opened } from '../../shared/ipc/exchange-calls.ts';
import { readHawserLink } from '../../shared/model/exchange-link.ts';
import { failureData } from '../../shared/model/failure.ts';

/** What the system asks Hawser to open: files and links on the command line of this start or a second one, and macOS's own events. */
export interface OpenedByUser {
  /** The latest one that was not taken yet; given out once. */
  take(): Opened | null;
  /** Called whenever Hawser is started again, or asked for something. */
  onNext(...listeners: readonly (() => void)[]): void;
}

/** Has to be there before the app is ready: macOS tells of the file that it was started for earlier than that. */
export function watchOpened(app: App, argv: readonly string[]): OpenedByUser {
  const ownPath = app.isPackaged ? null : app.getAppPath();
  let waiting = openedBy(argv, process.cwd(), ownPath);
  let listeners: readonly (() => void)[] = [];
  const next = (opened: Opened | null): void => {
    waiting = opened ?? waiting;
    for (const listener of listeners) listener();
  };
  app.on('second-instance', (_event, itsArgv, folder) => next(openedBy(itsArgv, folder, ownPath)));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    next({ kind: 'file', path });
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    next(openedLink(url));
  });
  return {
    take: () => {
      const taken = waiting;
      waiting = null;
      return taken;
    },
    onNext: (...told) => {
      listeners = told;
    },
  };
}

/** The file or link among the arguments of a start, if there is one. `ownPath`: where the app lies, unpackaged; only what follows it counts then. */
export function openedBy(argv: readonly string[], folder: string, ownPath: string | null): Opened | null {
  const from = ownPath === null ? 0 : argv.findIndex((argument, index) => index > 0 && resolve(folder, argument) === ownPath);
  if (from === -1) return null;
  const named = argv.slice(from + 1).find((argument) => !argument.startsWith('-'));
  if (named === undefined || named === '') return null;
  return /^hawser:/iu.test(named) ? openedLink(named) : { kind: 'file', path: resolve(folder, named) };
}

function openedLink(url: string): Opened {
  const link = readHawserLink(url);
  return typeof link === 'string' ? { kind: 'failure', failure: failureData(link, {}, null) } : { kind: 'link', link };
}

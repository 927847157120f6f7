import { changedMode, type ModeChange } from '../../shared/model/mode-change.ts';
import { Failure } from './session/failure.ts';
import { createTreeWork, type RunOn } from './tree-work.ts';

export interface ModeTarget {
  readonly path: string;
  readonly directory: boolean;
  /** The bits that it has; null where unknown. */
  readonly mode: number | null;
}

/**
 * Changes permission bits of files and directories, and of all in them where the change says so. Links are passed over, since their bits
 * are those of what they lead to. A directory is left for after its contents, so that taking away the right to enter it comes last. Goes on
 * past what cannot be changed, and then rejects with the first failure. Returns how many were changed.
 */
export async function changeModes(run: RunOn, targets: readonly ModeTarget[], change: ModeChange, signal: AbortSignal): Promise<number> {
  const work = createTreeWork(run, signal);
  let changed = 0;
  const changeOne = ({ path, directory, mode }: ModeTarget): Promise<void> => {
    const kind = directory ? 'directory' : 'file';
    const wanted = changedMode(change, mode, kind);
    if (change.to === (directory ? 'files' : 'directories')) return Promise.resolve();
    return work.attempt(async () => {
      if (wanted !== mode) await run((session) => session.setMode?.(path, wanted) ?? Promise.reject(Failure.of('not-supported', { host: '', what: 'chmod' })));
      changed++;
    });
  };
  const changeAll = async (target: ModeTarget): Promise<void> => {
    if (target.directory && change.recursive) {
      const { files, directories } = await work.contents(target.path);
      await work.eachFile(files.filter(({ entry }) => entry.kind === 'file'), ({ path, entry }) => changeOne({ path, directory: false, mode: entry.mode }));
      await work.eachDirectory(directories, ({ path, entry }) => changeAll({ path, directory: true, mode: entry.mode }));
    }
    await changeOne(target);
  };
  for (const target of targets) await changeAll(target);
  work.end();
  return changed;
}

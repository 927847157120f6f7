import { createTreeWork, type RunOn } from './tree-work.ts';

/**
 * Removes files, links and whole directories. Links are removed and never followed. Goes on past what cannot be removed, and then
 * rejects with the first failure. Returns how many files, links and directories are gone.
 */
export async function removeTree(run: RunOn, targets: readonly { readonly path: string; readonly directory: boolean }[], signal: AbortSignal): Promise<number> {
  const work = createTreeWork(run, signal);
  let removed = 0;
  const removeOne = (path: string, kind: 'file' | 'directory'): Promise<void> =>
    work.attempt(async () => {
      await run((session) => session.remove(path, kind));
      removed++;
    });
  const removeDirectory = async (path: string): Promise<void> => {
    const { files, directories } = await work.contents(path);
    await work.eachFile(files, (file) => removeOne(file.path, 'file'));
    await work.eachDirectory(directories, (directory) => removeDirectory(directory.path));
    await removeOne(path, 'directory');
  };
  for (const { path, directory } of targets) await (directory ? removeDirectory(path) : removeOne(path, 'file'));
  work.end();
  return removed;
}

/** Runs work on one directory of an account after all that was begun there before it. */
export type DirectoryLock = <T>(directory: string, work: () => Promise<T>) => Promise<T>;

/**
 * Keeps changes of one directory from running into each other: two transfers that both need a folder that is not there yet make it once.
 * Work inside must not wait for the same directory again.
 */
export function createDirectoryLock(): DirectoryLock {
  const last = new Map<string, Promise<unknown>>();
  return async (directory, work) => {
    const turn = (last.get(directory) ?? Promise.resolve()).then(work);
    const quiet = turn.catch(() => {});
    last.set(directory, quiet);
    try {
      return await turn;
    } finally {
      if (last.get(directory) === quiet) last.delete(directory);
    }
  };
}

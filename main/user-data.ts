import { resolve, join } from 'node:path';
import type { App } from 'electron';

/**
 * Puts everything that the app remembers into the folder that `--user-data-dir` or HAWSER_USER_DATA names, if one does, and the
 * browser's caches into a folder of their own inside it. It must run before the app is ready and before the single-instance lock.
 */
export function chooseUserData(app: App, environment: NodeJS.ProcessEnv): void {
  const chosen = app.commandLine.getSwitchValue('user-data-dir') || environment['HAWSER_USER_DATA'];
  if (chosen !== undefined && chosen !== '') app.setPath('userData', resolve(chosen));
  app.setPath('sessionData', join(app.getPath('userData'), 'browser'));
}

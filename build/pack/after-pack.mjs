import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * electron-builder's hook after the runtime is copied: the demo app that Electron opens without one of ours does not ship.
 * @param {{appOutDir: string, packager: {getResourcesDir(folder: string): string}}} context
 */
export async function afterPack({ appOutDir, packager }) {
  await rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}

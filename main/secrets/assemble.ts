import { app, powerMonitor } from 'electron';
import type { SiteId } from '../../shared/model/ids.ts';
import type { Site } from '../../shared/model/site.ts';
import type { Kiosk } from '../kiosk.ts';
import { lockWhenIdle } from './idle-lock.ts';
import { systemKeyring } from './keyring.ts';
import { createSavedSecrets } from './saved-secrets.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import type { SecretsFile } from './secrets-file.ts';
import { createSessionSecrets } from './session-secrets.ts';

export interface AllSecretsOptions {
  readonly file: SecretsFile;
  readonly sites: () => readonly Site[];
  /** The list of sites could be read whole: what is saved for others is left over from sites that were deleted. */
  readonly sitesSound: boolean;
  readonly kiosk: Kiosk;
  /** 0 for never. */
  readonly lockAfterMinutes: () => number;
}

/** The secrets of this run and those in `secrets.json`, sealed by the system's keyring or the master password. */
export function assembleSecrets({ file, sites, sitesSound, kiosk, lockAfterMinutes }: AllSecretsOptions): Secrets {
  const keyring = systemKeyring();
  const saved = createSavedSecrets({ file, keyring });
  // Deleting a site can be undone as long as Hawser runs, so that its secrets go at the next start.
  if (sitesSound) void forgetOthers(new Set(sites().map(({ id }) => id)));
  const secrets = createSecrets({ session: createSessionSecrets(), saved, keyring, kiosk, sites });
  void app.whenReady().then(() => {
    lockWhenIdle({ idleSeconds: () => powerMonitor.getSystemIdleTime(), minutes: lockAfterMinutes, lastUse: secrets.lastUse, lock: secrets.lock });
    powerMonitor.on('lock-screen', secrets.lock);
    powerMonitor.on('suspend', secrets.lock);
  });
  return secrets;

  async function forgetOthers(known: ReadonlySet<SiteId>): Promise<void> {
    try {
      await saved.keepOnly(known);
    } catch (thrown) {
      console.error('Secrets of deleted sites could not be removed', thrown);
    }
  }
}

import { mkdir } from 'node:fs/promises';
import { sitesOf } from '../shared/model/site.ts';
import type { Notices } from './notices.ts';
import { policyPaths, readKiosk } from './kiosk.ts';
import { assembleSecrets } from './secrets/assemble.ts';
import { openSecrets } from './secrets/secrets-file.ts';
import { openSettings } from './settings/settings-file.ts';
import { openHistory } from './sites/history-file.ts';
import { openSites } from './sites/sites-file.ts';
import { openAuthorities } from './trust/authorities.ts';
import { openCertificates } from './trust/certificates.ts';
import { openHostKeys } from './trust/host-keys.ts';
import { openServerNotes } from './trust/server-notes.ts';
import { createTrustStore } from './trust/trust-store.ts';
import { openWindowFile } from './window/window-file.ts';

/** Opens everything that the app remembers, below `folder`; what had to be set aside becomes a notice. */
export async function openStores(folder: string, notices: Notices) {
  await mkdir(folder, { recursive: true });
  const [settings, sites, history, hostKeys, certificates, serverNotes, authorities, window, secretsFile] = await Promise.all([
    openSettings(folder), openSites(folder), openHistory(folder), openHostKeys(folder), openCertificates(folder), openServerNotes(folder), openAuthorities(folder), openWindowFile(folder), openSecrets(folder),
  ]);
  const files = [settings, sites, history, hostKeys, certificates, serverNotes, authorities, window, secretsFile];
  for (const { setAside } of files) {
    if (setAside === null) continue;
    console.error(`${setAside.file} was set aside as ${setAside.keptAs}: ${setAside.why}`);
    notices.add({ kind: 'file-set-aside', file: setAside.file, keptAs: setAside.keptAs, recovered: setAside.recovered });
  }
  const kiosk = await readKiosk(policyPaths(process.env, process.execPath, process.platform), settings.value);
  return {
    settings, sites, history, hostKeys, certificates, serverNotes, authorities, window,
    trust: createTrustStore({ hostKeys, certificates, serverNotes, authorities }),
    kiosk,
    secrets: assembleSecrets({ file: secretsFile, sites: () => sitesOf(sites.value()), sitesSound: sites.setAside === null, kiosk, lockAfterMinutes: () => settings.value().lockAfterMinutes }),
    /** Resolves when nothing is being written. */
    settled: async (): Promise<void> => {
      await Promise.all(files.map((file) => file.settled()));
    },
  };
}
export type Stores = Awaited<ReturnType<typeof openStores>>;

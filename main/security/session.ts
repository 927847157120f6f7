import type { Session } from 'electron';
import { serveAppFiles } from './app-protocol.ts';
import type { PageSource } from './app-origin.ts';
import { applyDevelopmentPolicy } from './content-security-policy.ts';
import { denyDownloads } from './downloads.ts';
import { denyNetwork } from './network.ts';
import { denyPermissions } from './permissions.ts';

/** Sets the rules of the session that the window lives in. `folder` holds the bundled page. */
export function guardSession(session: Session, source: PageSource, folder: string): void {
  serveAppFiles(session, folder);
  applyDevelopmentPolicy(session, source);
  denyNetwork(session, source);
  denyPermissions(session);
  denyDownloads(session);
}

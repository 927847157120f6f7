import type { Handlers } from '../../shared/ipc/contract.ts';
import type { secretCalls } from '../../shared/ipc/secret-calls.ts';
import type { Secrets } from './secrets.ts';

/** What main answers when the window asks about secrets. */
export function secretHandlers(secrets: Secrets): Handlers<typeof secretCalls> {
  return {
    secretStatus: secrets.status,
    setSiteSecret: (site, given) => secrets.setOwn(site, given?.secret ?? null),
    keepSiteSecrets: secrets.saveHeld,
    unlockSecrets: secrets.unlock,
    leaveLocked: secrets.leaveLocked,
    lockSecrets: secrets.lock,
    setMasterPassword: ({ current, next }) => secrets.setMaster(current, next),
    forgetSecrets: secrets.forget,
  };
}

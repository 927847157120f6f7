import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../shared/ipc/contract.ts';
import type { MainCalls } from '../../shared/ipc/main-calls.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import type { SiteId } from '../../shared/model/ids.ts';
import type { Outcome } from '../../shared/model/outcome.ts';
import { type MasterAnswer, NO_SECRETS, type SecretStatus } from '../../shared/model/secret-status.ts';

/** The dialog about saved secrets that the user asked for. */
export type SecretDialogName = 'unlock' | 'set-master' | 'change-master' | 'remove-master' | 'forget';

/** What the window knows of saved secrets, and what it can have done with them. No secret is in here. */
export interface SecretsControl {
  readonly store: StoreApi<SecretStatus>;
  readonly dialog: StoreApi<SecretDialogName | null>;
  show(dialog: SecretDialogName | null): void;
  set(status: SecretStatus): void;
  load(): Promise<void>;
  /** Saves the secret of a site's own account; null forgets it. Says itself why it failed; gives whether it is done. */
  setSiteSecret(site: SiteId, secret: string | null): Promise<boolean>;
  /** Saves with a site what signed in to its account in this run. */
  keepSiteSecrets(site: SiteId): Promise<boolean>;
  /** Null where something else than the password was wrong; that is said as a notice. */
  unlock(password: string): Promise<MasterAnswer | null>;
  leaveLocked(): Promise<void>;
  lock(): Promise<void>;
  setMasterPassword(current: string | null, next: string | null): Promise<MasterAnswer | null>;
  forget(): Promise<void>;
}

export function createSecrets(main: Client<MainCalls>, onFailure: (failure: FailureData) => void): SecretsControl {
  const store = createStore<SecretStatus>(() => NO_SECRETS);
  const dialog = createStore<SecretDialogName | null>(() => null);
  const set = (status: SecretStatus): void => store.setState(status, true);
  const valueOf = <T>(outcome: Outcome<T>): T | null => {
    if (outcome.ok) return outcome.value;
    onFailure(outcome.failure);
    return null;
  };
  const done = (outcome: Outcome<void>): boolean => {
    if (!outcome.ok) onFailure(outcome.failure);
    return outcome.ok;
  };
  return {
    store,
    dialog,
    show: (name) => dialog.setState(name, true),
    set,
    load: async () => {
      const status = valueOf(await main.secretStatus());
      if (status !== null) set(status);
    },
    setSiteSecret: async (site, secret) => done(await main.setSiteSecret(site, secret === null ? null : { secret })),
    keepSiteSecrets: async (site) => done(await main.keepSiteSecrets(site)),
    unlock: async (password) => valueOf(await main.unlockSecrets(password)),
    leaveLocked: async () => void done(await main.leaveLocked()),
    lock: async () => void done(await main.lockSecrets()),
    setMasterPassword: async (current, next) => valueOf(await main.setMasterPassword({ current, next })),
    forget: async () => void done(await main.forgetSecrets()),
  };
}

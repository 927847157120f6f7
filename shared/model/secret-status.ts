import type { SiteId } from './ids.ts';

/** Where saved secrets are sealed: the keyring of the system that is in use. */
export const keyringKinds = ['keychain', 'dpapi', 'secret-service', 'kwallet'] as const;
export type KeyringKind = (typeof keyringKinds)[number];

/**
 * What becomes of a secret that the user wants saved. `session`: there is neither a keyring nor a master password, so it lives until
 * Hawser ends. `never`: nothing may be kept on this computer (kiosk).
 */
export type SecretKeeping = 'keyring' | 'master-password' | 'session' | 'never';

/** How secrets are kept; never a secret itself. */
export interface SecretStatus {
  readonly keeping: SecretKeeping;
  /** Null where the system has none that can be relied on. */
  readonly keyring: KeyringKind | null;
  readonly hasMasterPassword: boolean;
  /** The master password has to be given before a saved secret can be used. */
  readonly locked: boolean;
  /** Who says that nothing may be kept; null where it may. */
  readonly kiosk: 'setting' | 'policy' | null;
  /** Sites whose own account has a saved secret. */
  readonly sites: readonly SiteId[];
  /** All saved secrets, those of jump hosts, proxies and certificates included. */
  readonly count: number;
  /** Somebody waits for the master password; null while nobody does. */
  readonly wanted: UnlockReason | null;
}

export const NO_SECRETS: SecretStatus = { keeping: 'session', keyring: null, hasMasterPassword: false, locked: false, kiosk: null, sites: [], count: 0, wanted: null };

/** What came of giving the master password. `waitSeconds`: until the next try is looked at, since the last ones were wrong. */
export interface MasterAnswer {
  readonly right: boolean;
  readonly waitSeconds: number;
}

/** Why the window is asked to unlock the saved secrets. */
export type UnlockReason = 'use' | 'save';

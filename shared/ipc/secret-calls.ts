import { z } from 'zod';
import { call } from './contract.ts';
import { siteIdSchema } from '../model/ids.ts';
import type { MasterAnswer, SecretStatus } from '../model/secret-status.ts';

const secret = z.string().max(4096);
const masterPassword = z.string().min(1).max(4096);

/** What main serves to the window of saved secrets. No call gives a secret out. */
export const secretCalls = {
  /** A `secrets` event tells of each change. */
  secretStatus: call<SecretStatus>()(),
  /**
   * Saves the secret of a site's own account (its password, or its key file's passphrase) or, with null, forgets it. The site is saved
   * already. Where saved secrets are locked the user is asked to unlock them. Fails with `secrets-not-kept` or `secrets-locked`.
   */
  setSiteSecret: call<void>()(siteIdSchema, z.object({ secret }).nullable()),
  /** Saves with the site what signed in to its account, jump hosts and proxy in this run; passes over what is not known. Fails as `setSiteSecret` does. */
  keepSiteSecrets: call<void>()(siteIdSchema),
  unlockSecrets: call<MasterAnswer>()(masterPassword),
  /** The user does not want to unlock just now; whoever waits goes on without the saved secret. */
  leaveLocked: call<void>()(),
  lockSecrets: call<void>()(),
  /**
   * Sets, changes or (`next` null) removes the master password and seals every saved secret anew. `current` is looked at where there is
   * one. Without a system keyring, removing it fails with `no-keyring`.
   */
  setMasterPassword: call<MasterAnswer>()(z.object({ current: masterPassword.nullable(), next: masterPassword.nullable() })),
  /** Forgets every saved secret, and the master password with them. Sites stay. */
  forgetSecrets: call<void>()(),
} as const;

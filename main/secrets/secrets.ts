import type { FailureData } from '../../shared/model/failure.ts';
import type { SiteId } from '../../shared/model/ids.ts';
import { profileLabel } from '../../shared/model/profile.ts';
import { ftpProxyLabel } from '../../shared/model/ftp-choices.ts';
import { proxyLabel } from '../../shared/model/proxy.ts';
import type { MasterAnswer, SecretKeeping, SecretStatus, UnlockReason } from '../../shared/model/secret-status.ts';
import type { Site } from '../../shared/model/site.ts';
import { MainFailure, toFailureData } from '../failure.ts';
import type { Kiosk } from '../kiosk.ts';
import type { Keyring } from './keyring.ts';
import { ownerOf, ownOwner } from './owner-of.ts';
import type { OwnedSecret, SavedSecrets } from './saved-secrets.ts';
import type { SessionSecrets } from './session-secrets.ts';
import { createUnlocking } from './unlocking.ts';

/** Every secret that main knows: those of this run and those that are saved. */
export interface Secrets {
  status(): SecretStatus;
  /** Told after each change of the status. */
  onChange(listener: () => void): void;
  onFailure(listener: (failure: FailureData) => void): void;
  /** The secret of an account (`profileLabel` and the like), as typed in this run or saved with the site. May wait for the user to unlock. */
  find(label: string, site: SiteId | null): Promise<string | null>;
  /** Keeps a secret for this run; null forgets it. */
  hold(label: string, secret: string | null): void;
  /** Saves what has just signed in. Nobody waits for it: when it fails, `onFailure` tells why. */
  save(label: string, site: SiteId, secret: string): Promise<void>;
  setOwn(site: SiteId, secret: string | null): Promise<void>;
  saveHeld(site: SiteId): Promise<void>;
  /** Takes secrets over from elsewhere: saved or, where nothing can be saved, known for this run. `locked`: the user did not unlock, and none is taken. */
  take(items: readonly OwnedSecret[]): Promise<'saved' | 'session' | 'locked'>;
  /** Everything that is saved for these sites, opened; only to be sealed again. Throws `secrets-locked` where the user does not unlock. */
  reveal(sites: ReadonlySet<SiteId>): Promise<readonly OwnedSecret[]>;
  unlock(password: string): Promise<MasterAnswer>;
  /** When a saved secret was wanted last, in milliseconds of `performance.now`; null while there is nothing to lock. */
  lastUse(): number | null;
  leaveLocked(): void;
  lock(): void;
  setMaster(current: string | null, next: string | null): Promise<MasterAnswer>;
  forget(): Promise<void>;
}

export interface SecretsOptions {
  readonly session: SessionSecrets;
  readonly saved: SavedSecrets;
  readonly keyring: Pick<Keyring, 'kind'>;
  readonly kiosk: Kiosk;
  readonly sites: () => readonly Site[];
}

export function createSecrets({ session, saved, keyring, kiosk, sites }: SecretsOptions): Secrets {
  const listeners: (() => void)[] = [];
  const failureListeners: ((failure: FailureData) => void)[] = [];
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const unlocking = createUnlocking(changed);
  const siteOf = (id: SiteId): Site => {
    const site = sites().find((one) => one.id === id);
    if (site === undefined) throw MainFailure.of('bad-call', {}, `There is no site ${id}.`);
    return site;
  };
  const keeping = (): SecretKeeping => {
    if (kiosk() !== null) return 'never';
    if (saved.hasMaster()) return 'master-password';
    return keyring.kind() === null ? 'session' : 'keyring';
  };
  let used = 0;
  const unlocked = async (reason: UnlockReason): Promise<boolean> => {
    const open = !saved.locked() || (await unlocking.wanted(reason));
    used = performance.now();
    return open;
  };

  const put = async (site: SiteId, owner: string, secret: string | null): Promise<void> => {
    if (secret !== null) {
      const kept = keeping();
      if (kept === 'session' || kept === 'never') throw MainFailure.of('secrets-not-kept');
      if (!(await unlocked('save'))) throw MainFailure.of('secrets-locked');
    }
    await saved.put(site, owner, secret);
    changed();
  };

  /** Where the account's secret is saved: with this site, or with the first one of the same account when none is named. */
  const place = (label: string, id: SiteId | null): { readonly site: SiteId; readonly owner: string } | null => {
    const entries = saved.entries();
    for (const site of id === null ? sites() : sites().filter((one) => one.id === id)) {
      const owner = id !== null || profileLabel(site.profile) === label ? ownerOf(site, label) : null;
      if (owner !== null && entries.some((entry) => entry.site === site.id && entry.owner === owner)) return { site: site.id, owner };
    }
    return null;
  };

  return {
    status: () => {
      const owns = new Map(sites().map((site) => [site.id, ownOwner(site.profile)]));
      const entries = saved.entries();
      return {
        keeping: keeping(),
        keyring: keyring.kind(),
        hasMasterPassword: saved.hasMaster(),
        locked: saved.locked(),
        kiosk: kiosk(),
        sites: entries.filter(({ site, owner }) => owns.get(site) === owner).map(({ site }) => site),
        count: entries.length,
        wanted: unlocking.reason(),
      };
    },
    onChange: (listener) => void listeners.push(listener),
    onFailure: (listener) => void failureListeners.push(listener),
    find: async (label, id) => {
      const held = session.of(label);
      const found = place(label, id);
      if (held !== null || found === null) return held;
      return (await unlocked('use')) ? saved.find(found.site, found.owner) : null;
    },
    hold: session.hold,
    save: async (label, id, secret) => {
      const owner = ownerOf(siteOf(id), label);
      if (owner === null) return;
      try {
        await put(id, owner, secret);
      } catch (thrown) {
        for (const listener of failureListeners) listener(toFailureData(thrown));
      }
    },
    setOwn: async (id, secret) => {
      const { profile } = siteOf(id);
      const owner = ownOwner(profile);
      // Otherwise the one typed before would go on being used.
      session.hold(profileLabel(profile), null);
      if (owner !== null) await put(id, owner, secret);
    },
    saveHeld: async (id) => {
      const { profile } = siteOf(id);
      const proxy = typeof profile.proxy === 'object' ? [proxyLabel(profile.proxy)] : [];
      const ftpProxy = profile.ftp?.proxy === undefined ? [] : [ftpProxyLabel(profile.ftp.proxy)];
      const hops = profile.tunnel?.hops.filter(({ logon }) => logon.type !== 'ask' && logon.type !== 'interactive') ?? [];
      for (const label of [profileLabel(profile), ...hops.map((hop) => profileLabel({ protocol: 'sftp', ...hop })), ...proxy, ...ftpProxy]) {
        const owner = ownerOf({ profile }, label);
        const secret = session.of(label);
        if (owner !== null && secret !== null) await put(id, owner, secret);
      }
    },
    take: async (items) => {
      const kept = keeping();
      const profiles = new Map(sites().map(({ id, profile }) => [id, profile]));
      if (kept === 'keyring' || kept === 'master-password') {
        if (!(await unlocked('save'))) return 'locked';
        await saved.putAll(items);
      }
      for (const { site, owner, secret } of items) {
        const profile = profiles.get(site);
        if (profile === undefined) continue;
        const label = owner === ownOwner(profile) ? profileLabel(profile) : owner;
        // One typed before would go on being used.
        session.hold(label, kept === 'session' || kept === 'never' ? secret : null);
      }
      changed();
      return kept === 'session' || kept === 'never' ? 'session' : 'saved';
    },
    reveal: async (wanted) => {
      const entries = saved.entries().filter(({ site }) => wanted.has(site));
      if (entries.length === 0) return [];
      if (!(await unlocked('use'))) throw MainFailure.of('secrets-locked');
      return entries.flatMap(({ site, owner }) => {
        const secret = saved.find(site, owner);
        return secret === null ? [] : [{ site, owner, secret }];
      });
    },
    unlock: async (password) => {
      const answer = await saved.unlock(password);
      if (!answer.right) return answer;
      used = performance.now();
      unlocking.settle(true);
      return answer;
    },
    lastUse: () => (saved.hasMaster() && !saved.locked() ? used : null),
    leaveLocked: () => unlocking.settle(false),
    lock: () => {
      if (!saved.hasMaster() || saved.locked()) return;
      saved.lock();
      changed();
    },
    setMaster: async (current, next) => {
      if (next !== null && kiosk() !== null) throw MainFailure.of('secrets-not-kept');
      const answer = await saved.setMaster(current, next);
      if (!answer.right) return answer;
      used = performance.now();
      unlocking.settle(true);
      return answer;
    },
    forget: async () => {
      await saved.forget();
      unlocking.settle(true);
    },
  };
}

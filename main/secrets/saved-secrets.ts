import type { SiteId } from '../../shared/model/ids.ts';
import type { MasterAnswer } from '../../shared/model/secret-status.ts';
import { MainFailure } from '../failure.ts';
import type { Keyring } from './keyring.ts';
import { deriveKey, freshKdf, open, seal } from './master-key.ts';
import { EMPTY, replaceSecrets, type SealedSecret, type SecretsDocument, type SecretsFile } from './secrets-file.ts';
import { createWrongTries, type WrongTries } from './wrong-tries.ts';

/** A secret in the clear, with the name that it has within its site (`ownerOf`). */
export interface OwnedSecret {
  readonly site: SiteId;
  readonly owner: string;
  readonly secret: string;
}

/** The secrets on disk. Those sealed by the master password can be used only while it is unlocked. */
export interface SavedSecrets {
  hasMaster(): boolean;
  locked(): boolean;
  /** What is saved, without opening it. */
  entries(): readonly Pick<SealedSecret, 'site' | 'owner'>[];
  /** Null where there is none, or where nothing opens it any longer. Throws `secrets-locked`. */
  find(site: SiteId, owner: string): string | null;
  /** Null forgets it. Throws `secrets-locked`, or `secrets-not-kept` where neither master password nor keyring is there. */
  put(site: SiteId, owner: string, secret: string | null): Promise<void>;
  /** Saves many at once, each in the place of the one before it. Throws as `put` does. */
  putAll(items: readonly OwnedSecret[]): Promise<void>;
  /** Forgets what is saved for sites that are not among these. */
  keepOnly(sites: ReadonlySet<SiteId>): Promise<void>;
  unlock(password: string): Promise<MasterAnswer>;
  lock(): void;
  /** See `setMasterPassword` in the contract. */
  setMaster(current: string | null, next: string | null): Promise<MasterAnswer>;
  forget(): Promise<void>;
}

const CHECK = 'Hawser master password';
const RIGHT: MasterAnswer = { right: true, waitSeconds: 0 };

export interface SavedSecretsOptions {
  readonly file: SecretsFile;
  readonly keyring: Keyring;
  readonly tries?: WrongTries;
  /** Tests have no time for scrypt at each step. */
  readonly derive?: typeof deriveKey;
}

export function createSavedSecrets({ file, keyring, tries = createWrongTries(), derive = deriveKey }: SavedSecretsOptions): SavedSecrets {
  let key: Buffer | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  /** One change after another, since each reads, seals and writes. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    // Whoever asked for it is told of its failure.
    queue = done.catch(() => undefined);
    return done;
  };
  const { value } = file;
  const locked = (): boolean => value().master !== null && key === null;
  const lock = (): void => {
    key?.fill(0);
    key = null;
  };
  const openKey = (): Buffer => {
    if (key === null) throw MainFailure.of('secrets-locked');
    return key;
  };

  const openEntry = ({ site, owner, by, sealed }: SealedSecret): string | null => {
    if (by === 'master-password') return open(openKey(), aboutOf(site, owner), sealed);
    try {
      const [ofSite, ofOwner, secret] = JSON.parse(keyring.open(sealed)) as readonly unknown[];
      return ofSite === site && ofOwner === owner && typeof secret === 'string' ? secret : null;
    } catch (thrown) {
      console.error('A saved secret cannot be opened by the keyring', thrown instanceof SyntaxError ? '' : thrown);
      return null;
    }
  };
  const sealEntry = (site: SiteId, owner: string, secret: string, with_: Buffer | null): SealedSecret => {
    if (with_ !== null) return { site, owner, by: 'master-password', sealed: seal(with_, aboutOf(site, owner), secret) };
    return { site, owner, by: 'keyring', sealed: keyring.seal(JSON.stringify([site, owner, secret])) };
  };

  /** The key of the master password; otherwise why it is not given. */
  const tryPassword = async (password: string, master: NonNullable<SecretsDocument['master']>): Promise<Buffer | MasterAnswer> => {
    const waitSeconds = tries.wait();
    if (waitSeconds > 0) return { right: false, waitSeconds };
    const derived = await derive(password, master.kdf);
    if (open(derived, CHECK, master.check) !== null) {
      tries.right();
      return derived;
    }
    tries.wrong();
    return { right: false, waitSeconds: tries.wait() };
  };

  /** Seals everything anew. What cannot be opened stays as it is: its keyring may come back. */
  const resealed = (opening: readonly SealedSecret[], with_: Buffer | null): SealedSecret[] =>
    opening.map((entry) => {
      const secret = openEntry(entry);
      return secret === null ? entry : sealEntry(entry.site, entry.owner, secret, with_);
    });

  const putAll = (items: readonly OwnedSecret[]): Promise<void> =>
    alone(async () => {
      const { master, secrets } = value();
      if (master === null && keyring.kind() === null) throw MainFailure.of('secrets-not-kept');
      const sealing = master === null ? null : openKey();
      const sealed = items.map(({ site, owner, secret }) => sealEntry(site, owner, secret, sealing));
      const anew = new Set(items.map(({ site, owner }) => aboutOf(site, owner)));
      const others = secrets.filter(({ site, owner }) => !anew.has(aboutOf(site, owner)));
      await replaceSecrets(file, (document) => ({ ...document, secrets: [...others, ...sealed] }));
    });

  return {
    hasMaster: () => value().master !== null,
    locked,
    entries: () => value().secrets,
    find: (site, owner) => {
      const entry = value().secrets.find((one) => one.site === site && one.owner === owner);
      return entry === undefined ? null : openEntry(entry);
    },
    put: (site, owner, secret) => (secret !== null ? putAll([{ site, owner, secret }]) : alone(async () => {
      const { secrets } = value();
      const others = secrets.filter((one) => one.site !== site || one.owner !== owner);
      if (others.length < secrets.length) await replaceSecrets(file, (document) => ({ ...document, secrets: others }));
    })),
    putAll,
    keepOnly: (sites) =>
      alone(async () => {
        if (value().secrets.some(({ site }) => !sites.has(site))) await replaceSecrets(file, (document) => ({ ...document, secrets: document.secrets.filter(({ site }) => sites.has(site)) }));
      }),
    unlock: (password) =>
      alone(async () => {
        const { master } = value();
        if (master === null || key !== null) return RIGHT;
        const tried = await tryPassword(password, master);
        if (!Buffer.isBuffer(tried)) return tried;
        key = tried;
        return RIGHT;
      }),
    lock,
    setMaster: (current, next) =>
      alone(async () => {
        const { master, secrets } = value();
        if (next === null && keyring.kind() === null) throw MainFailure.of('no-keyring');
        if (master !== null) {
          const tried = await tryPassword(current ?? '', master);
          if (!Buffer.isBuffer(tried)) return tried;
          key = tried;
        }
        const kdf = freshKdf();
        const fresh = next === null ? null : await derive(next, kdf);
        const anew = resealed(secrets, fresh);
        await replaceSecrets(file, (document) => ({ ...document, master: fresh === null ? null : { kdf, check: seal(fresh, CHECK, '') }, secrets: anew }));
        lock();
        key = fresh;
        return RIGHT;
      }),
    forget: () =>
      alone(async () => {
        await replaceSecrets(file, () => EMPTY);
        lock();
        tries.right();
      }),
  };
}

/** What is bound into a sealed secret, so that it opens nothing when somebody moves it to another site. */
function aboutOf(site: SiteId, owner: string): string {
  return JSON.stringify(['Hawser secret', site, owner]);
}

import { X509Certificate } from 'node:crypto';
import type { JsonFile } from '../store/json-file.ts';
import { type TrustEntry, type TrustKey, trustKeyText } from '../../shared/model/trust-entry.ts';
import { addAuthorities, type AuthoritiesFile } from './authorities.ts';
import type { CertificatesFile } from './certificates.ts';
import { hostName, matchesName } from './host-name.ts';
import type { HostKeysFile } from './host-keys.ts';
import type { ServerNotesFile } from './server-notes.ts';

export interface TrustFiles {
  readonly hostKeys: HostKeysFile;
  readonly certificates: CertificatesFile;
  readonly serverNotes: ServerNotesFile;
  readonly authorities: AuthoritiesFile;
}

/** Everything that the user decided about servers and authorities, in one place. */
export interface TrustStore {
  /** All entries, the latest first; with a host those that count for it, with a port those of this port. Authorities count for every host. */
  entries(host?: string, port?: number): readonly TrustEntry[];
  /** Later connections ask again. An entry that is not there is passed over. */
  forget(key: TrustKey): Promise<void>;
  /** Takes the latest `forget` of this run back, then the one before it; false when there is none. */
  undo(): Promise<boolean>;
  addAuthorities(path: string): Promise<void>;
  /** Tells the watchers once a change that was made elsewhere is done; passes on how it ended. */
  changes<T>(change: Promise<T>): Promise<T>;
  /** Calls `listener` after every change. */
  watch(listener: () => void): void;
}

type Restore = () => Promise<unknown>;

export function createTrustStore({ hostKeys, certificates, serverNotes, authorities }: TrustFiles): TrustStore {
  const forgotten: Restore[] = [];
  const watchers = new Set<() => void>();
  const changes = async <T>(change: Promise<T>): Promise<T> => {
    const result = await change;
    for (const watcher of watchers) watcher();
    return result;
  };

  const all = (): TrustEntry[] => [
    ...certificates.value().certificates.map((one) => ({ kind: 'certificate' as const, ...one })),
    ...hostKeys.value().keys.map((one) => ({ kind: 'host-key' as const, ...one })),
    ...serverNotes.value().notes.map((one) => ({ kind: 'note' as const, ...one })),
    ...authorities.value().authorities.map((one) => ({ kind: 'authority' as const, ...one, ...namesOf(one.pem) })),
  ];

  /** Takes what `gone` says out of a file and notes how to put it back. */
  const cut = async <D, T>(file: JsonFile<D>, list: (document: D) => readonly T[], put: (document: D, items: T[]) => D, gone: (item: T) => boolean): Promise<void> => {
    let removed: readonly T[] = [];
    await file.change((document) => {
      removed = list(document).filter(gone);
      return removed.length === 0 ? document : put(document, list(document).filter((item) => !gone(item)));
    });
    // What was decided anew meanwhile is later than what comes back.
    if (removed.length > 0) forgotten.push(() => file.change((document) => (list(document).some(gone) ? document : put(document, [...list(document), ...removed]))));
  };

  const forget = async (key: TrustKey): Promise<void> => {
    const text = trustKeyText(key.kind === 'authority' ? key : { ...key, host: hostName(key.host) });
    switch (key.kind) {
      case 'certificate':
        return cut(certificates, (document) => document.certificates, (document, items) => ({ ...document, certificates: items }), (one) => trustKeyText({ kind: 'certificate', ...one }) === text);
      case 'host-key':
        return cut(hostKeys, (document) => document.keys, (document, items) => ({ ...document, keys: items }), (one) => trustKeyText({ kind: 'host-key', ...one }) === text);
      case 'note':
        return cut(serverNotes, (document) => document.notes, (document, items) => ({ ...document, notes: items }), (one) => trustKeyText({ kind: 'note', ...one }) === text);
      case 'authority':
        return cut(authorities, (document) => document.authorities, (document, items) => ({ ...document, authorities: items }), (one) => trustKeyText({ kind: 'authority', ...one }) === text);
    }
  };

  return {
    entries: (host, port) => {
      const name = host === undefined ? undefined : hostName(host);
      const counts = (entry: TrustEntry): boolean => {
        if (entry.kind === 'authority') return name === undefined;
        if (port !== undefined && entry.port !== port) return false;
        return name === undefined || entry.host === name || (entry.kind === 'certificate' && entry.names.some((pattern) => matchesName(name, pattern)));
      };
      return all().filter(counts).toSorted((one, other) => (one.decided < other.decided ? 1 : one.decided > other.decided ? -1 : 0));
    },
    forget: (key) => changes(forget(key)),
    undo: async () => {
      const restore = forgotten.pop();
      if (restore !== undefined) await changes(restore());
      return restore !== undefined;
    },
    addAuthorities: (path) => changes(addAuthorities(authorities, path)),
    changes,
    watch: (listener) => void watchers.add(listener),
  };
}

function namesOf(pem: string): { readonly name: string; readonly validTo: number } {
  const certificate = new X509Certificate(pem);
  const parts = (certificate.subject ?? '').split('\n');
  const part = (type: string): string | undefined => parts.find((one) => one.startsWith(`${type}=`))?.slice(type.length + 1);
  return { name: part('CN') ?? part('O') ?? parts.join(', '), validTo: Date.parse(certificate.validTo) };
}

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { SiteId } from '../../../shared/model/ids.ts';

/**
 * Passwords that were typed and not saved, for as long as the site manager is open. They are in no store and in no state of a component,
 * only in here and in their fields.
 */
export interface TypedPasswords {
  of(id: SiteId): string | undefined;
  type(id: SiteId, password: string): void;
  forget(id: SiteId): void;
  ids(): readonly SiteId[];
  subscribe(changed: () => void): () => void;
  /** Rises whenever one is put in from outside of its field, or whether there is one changes. */
  version(): number;
}

export function createTypedPasswords(): TypedPasswords {
  const typed = new Map<SiteId, string>();
  const listeners = new Set<() => void>();
  let version = 0;
  const tell = (): void => {
    version++;
    for (const changed of listeners) changed();
  };
  return {
    of: (id) => typed.get(id),
    type: (id, password) => {
      if (password === '') typed.delete(id);
      else typed.set(id, password);
      tell();
    },
    forget: (id) => {
      if (typed.delete(id)) tell();
    },
    ids: () => [...typed.keys()],
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    version: () => version,
  };
}

export const PasswordsContext = createContext<TypedPasswords | null>(null);

export function usePasswords(): TypedPasswords {
  const passwords = useContext(PasswordsContext);
  if (passwords === null) throw new Error('A password field stands outside of the site manager.');
  useSyncExternalStore(passwords.subscribe, passwords.version);
  return passwords;
}

/** Secrets of this run of the app, by account (`profileLabel`). They live in this process's memory alone. */
export interface SessionSecrets {
  of(account: string): string | null;
  /** Null forgets the secret. */
  hold(account: string, secret: string | null): void;
}

export function createSessionSecrets(): SessionSecrets {
  const secrets = new Map<string, string>();
  return {
    of: (account) => secrets.get(account) ?? null,
    hold: (account, secret) => {
      if (secret === null) secrets.delete(account);
      else secrets.set(account, secret);
    },
  };
}

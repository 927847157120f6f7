/** With which keys ssh_config(5) says to sign in to one server. */
export interface SshIdentities {
  /** The account under the name that the user knows it by (`profileLabel`), which its secrets are kept under; undefined where it is its own. */
  readonly label?: string;
  /** Private keys, in the order in which they are offered; absolute. They need not be there. */
  readonly keyFiles: readonly string[];
  /** IdentitiesOnly: nothing of the agent's but these keys. */
  readonly only: boolean;
  /** IdentityAgent: the agent's socket; null for none at all, undefined for SSH_AUTH_SOCK. */
  readonly agent: string | null | undefined;
}

export interface ServerAccount {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

/** Finds what ssh_config says of a server that is signed in to: the target or a hop. */
export type IdentitiesOf = (server: ServerAccount) => SshIdentities;

export const noIdentities: SshIdentities = { keyFiles: [], only: false, agent: undefined };

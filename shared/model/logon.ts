import { z } from 'zod';
import { commandSafe } from './command-safe.ts';

/** Empty for SSH alone: whom ~/.ssh/config names, else the user of this computer, as ssh does. */
const user = commandSafe;
const keyFile = z.string().min(1).max(4096);

/**
 * How the user signs in. Secrets are never part of it.
 * `password`: may be saved. `ask`: asked at each connection and never saved. `interactive`: every prompt of the server is shown.
 * `agent`: only the keys of the SSH agent. `host-based`: the client machine vouches for its user (RFC 4252, section 9) with `keyFile`.
 */
export const logonSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('anonymous') }),
  z.object({ type: z.literal('password'), user }),
  z.object({ type: z.literal('ask'), user }),
  z.object({ type: z.literal('interactive'), user }),
  z.object({ type: z.literal('key-file'), user, keyFile }),
  z.object({ type: z.literal('agent'), user }),
  z.object({ type: z.literal('host-based'), user, keyFile, localUser: commandSafe.min(1), localHost: commandSafe.min(1) }),
]);
export type Logon = z.infer<typeof logonSchema>;

/**
 * The logon that an address means. `anonymous` shows no proof, whatever the protocol; nobody named is the same over FTP (RFC 1635), and
 * over SSH whom ~/.ssh/config names, else the user of this computer.
 */
export function logonOfAddress(name: string, ssh: boolean): Extract<Logon, { type: 'anonymous' | 'password' }> {
  return name === 'anonymous' || (name === '' && !ssh) ? { type: 'anonymous' } : { type: 'password', user: name };
}

export function userOf(logon: Logon): string {
  return logon.type === 'anonymous' ? 'anonymous' : logon.user;
}

import ssh2, { type Client, type ParsedKey } from 'ssh2';
import { field } from '../keys/ssh-fields.ts';
import { sendSignIn } from '../ssh2-internals.ts';

const USERAUTH_REQUEST = 50;

/** A key whose private half ssh2 cannot have: it lies with an agent, or signs for a certificate. */
export interface ShownKey {
  /** What the request names; `ssh-rsa` leaves the hash to what the server takes. */
  readonly algorithm: string;
  /** What the request shows: a public key or a certificate. */
  readonly blob: Buffer;
  /** A whole signature, its own algorithm's name first (RFC 4253 section 6.6), by the algorithm that the request names. */
  sign(data: Buffer, algorithm: string): Promise<Buffer>;
}

const shownKeys = new WeakMap<object, ShownKey>();

/** ssh2 takes for a key only what it has read itself, and reads neither certificates nor the keys of security tokens. */
const someKey = ssh2.utils.parseKey(`ssh-ed25519 ${Buffer.concat([field('ssh-ed25519'), field(Buffer.alloc(32, 1))]).toString('base64')}`);

/** The key as something that ssh2 can be told to sign in with. The client must have gone through `letShownKeysSignIn`. */
export function shownKey(key: ShownKey): ParsedKey {
  if (someKey instanceof Error) throw someKey;
  const shown = Object.create(someKey, {
    type: { value: key.algorithm },
    getPublicSSH: { value: () => key.blob },
    isPrivateKey: { value: () => true },
  }) as ParsedKey;
  shownKeys.set(shown, key);
  return shown;
}

/**
 * Makes a client sign in with shown keys: ssh2 signs at once and by the algorithm that the request names, so the request is composed here
 * (RFC 4252 section 7). `onRefused` gets what stood in the way of a signature; nothing is sent then.
 */
export function letShownKeysSignIn(client: Client, onRefused: (problem: unknown) => void): void {
  const compose = async (user: string, { blob, sign }: ShownKey, algorithm: string, sessionId: Buffer): Promise<Buffer> => {
    const request = Buffer.concat([
      Buffer.of(USERAUTH_REQUEST),
      ...[user, 'ssh-connection', 'publickey'].map(field),
      Buffer.of(1),
      field(algorithm),
      field(blob),
    ]);
    return Buffer.concat([request, field(await sign(Buffer.concat([field(sessionId), request]), algorithm))]);
  };
  sendSignIn(client, (user, shown, algorithm, sessionId) => {
    const key = shownKeys.get(shown);
    return key === undefined ? null : compose(user, key, algorithm ?? key.algorithm, sessionId);
  }, onRefused);
}

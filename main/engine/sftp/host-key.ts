import { createHash } from 'node:crypto';
import type { Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';

export interface HostKey {
  /** As in the key itself: `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`… */
  readonly algorithm: string;
  /** `SHA256:` and base64 without padding, as OpenSSH prints it. */
  readonly fingerprint: string;
}

/** Reads the public key blob that a server shows (RFC 4253 section 6.6). */
export function describeHostKey(blob: Buffer): HostKey {
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : 0;
  const algorithm = blob.toString('latin1', 4, 4 + Math.min(length, 64));
  const fingerprint = `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/u, '')}`;
  return { algorithm, fingerprint };
}

/**
 * Decides whether the server is the one that the user means, before anything secret is sent. A known key passes; an unknown or changed one
 * is the user's to judge. Rejects with `host-key-refused` or `host-key-changed`.
 */
export async function checkHostKey(key: HostKey, { host, port }: Profile, context: SessionContext, signal: AbortSignal): Promise<void> {
  const known = await context.trust.hostKeys(host, port);
  if (known.includes(key.fingerprint)) {
    context.log('trace', `Host '${host}' is known and matches the ${key.algorithm} host key ${key.fingerprint}.`);
    return;
  }
  const remembered = known.at(-1) ?? null;
  const about = remembered === null ? 'is not known yet' : `has changed; remembered is ${remembered}`;
  context.log('status', `The host key of ${host} ${about}: ${key.algorithm} ${key.fingerprint}.`);
  const answer = await context.ask({ kind: 'host-key', host, port, ...key, remembered }, signal);
  switch (answer) {
    case 'always':
      await context.trust.rememberHostKey(host, port, key);
      context.log('status', `The host key ${key.fingerprint} is trusted from here on.`);
      return;
    case 'once':
      context.log('status', `The host key ${key.fingerprint} is trusted this time.`);
      return;
    case 'refuse':
      throw Failure.of(remembered === null ? 'host-key-refused' : 'host-key-changed', { host, port }, `${key.algorithm} ${key.fingerprint}`);
  }
}

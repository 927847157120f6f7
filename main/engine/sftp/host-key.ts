import { createHash } from 'node:crypto';
import type { Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { keyBits } from './keys/key-bits.ts';
import type { KnownHost } from './known-hosts/known-host.ts';

export interface HostKey {
  /** As in the key itself: `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`… */
  readonly algorithm: string;
  /** Its size as OpenSSH counts it; missing for kinds that are not known. */
  readonly bits?: number;
  /** `SHA256:` and base64 without padding, as OpenSSH prints it. */
  readonly fingerprint: string;
}

/** Reads the public key blob that a server shows (RFC 4253 section 6.6). */
export function describeHostKey(blob: Buffer): HostKey {
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : 0;
  const algorithm = blob.toString('latin1', 4, 4 + Math.min(length, 64));
  const fingerprint = `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/u, '')}`;
  const bits = keyBits(blob);
  return { algorithm, ...(bits === null ? {} : { bits }), fingerprint };
}

/**
 * Decides whether the server is the one that the user means, before anything secret is sent. A key that is remembered or stands in
 * known_hosts passes; an unknown or changed one is the user's to judge; a revoked one is nobody's. Rejects with `host-key-refused`,
 * `host-key-changed` or `host-key-revoked`.
 */
export async function checkHostKey(key: HostKey, { host, port }: Profile, context: SessionContext, knownHost: KnownHost, signal: AbortSignal): Promise<void> {
  const isShown = ({ fingerprint }: HostKey): boolean => fingerprint === key.fingerprint;
  if (knownHost.revoked.some(isShown)) throw Failure.of('host-key-revoked', { host, port }, `${key.algorithm} ${key.fingerprint}`);
  const known = await context.trust.hostKeys(host, port);
  if (known.includes(key.fingerprint)) {
    context.log('trace', `Host '${host}' is known and matches the ${key.algorithm} host key ${key.fingerprint}.`);
    return;
  }
  if ([...knownHost.keys, ...knownHost.portless].some(isShown)) {
    context.log('trace', `Host '${host}' stands in known_hosts and matches the ${key.algorithm} host key ${key.fingerprint}.`);
    return;
  }
  if (knownHost.hasAuthority) context.log('trace', `known_hosts names an authority for '${host}'; host certificates are not checked, so the key itself is.`);
  const listed = knownHost.keys.find(({ algorithm }) => algorithm === key.algorithm) ?? knownHost.keys[0];
  const remembered = known.at(-1) ?? listed?.fingerprint ?? null;
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

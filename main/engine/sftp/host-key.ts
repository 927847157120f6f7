import { createHash } from 'node:crypto';
import { keyBits } from './keys/key-bits.ts';

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

import { ReplyReader } from '../wire/reply-reader.ts';

const fixed: Readonly<Record<string, number>> = { 'ssh-ed25519': 256, 'ecdsa-sha2-nistp256': 256, 'ecdsa-sha2-nistp384': 384, 'ecdsa-sha2-nistp521': 521 };

/** How many bits a public key has, from its blob on the wire (RFC 4253 section 6.6): of RSA and DSA those of its modulus. Null where it cannot be told. */
export function keyBits(blob: Buffer): number | null {
  try {
    const reader = new ReplyReader(blob);
    const type = reader.text();
    if (type === 'ssh-rsa') reader.bytes();
    else if (type !== 'ssh-dss') return fixed[type] ?? null;
    const modulus = reader.bytes();
    const start = modulus.findIndex((byte) => byte !== 0);
    return start < 0 ? null : (modulus.length - start) * 8 - Math.clz32(modulus[start] ?? 0) + 24;
  } catch {
    return null;
  }
}

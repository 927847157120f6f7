import { constants, verify, type KeyObject } from 'node:crypto';
import type { HostCertificateFault } from '../../../../shared/model/host-certificate.ts';
import { publicKeyObject } from '../keys/public-key-object.ts';
import { ReplyReader } from '../wire/reply-reader.ts';
import type { HostCertificate } from './read.ts';

/** By the name in the signature: its hash, and for ECDSA the bytes of each of its two numbers. */
const kinds: Readonly<Record<string, { readonly hash: string | null; readonly numberBytes?: number }>> = {
  'ssh-ed25519': { hash: null },
  'ecdsa-sha2-nistp256': { hash: 'sha256', numberBytes: 32 },
  'ecdsa-sha2-nistp384': { hash: 'sha384', numberBytes: 48 },
  'ecdsa-sha2-nistp521': { hash: 'sha512', numberBytes: 66 },
  'rsa-sha2-256': { hash: 'sha256' },
  'rsa-sha2-512': { hash: 'sha512' },
};

/** Whether the authority's key has signed the certificate; null where it has. */
export function authoritySignatureFault({ authority, signed, signature }: HostCertificate): HostCertificateFault | null {
  try {
    const type = new ReplyReader(authority).text();
    const key = publicKeyObject(authority);
    if (key === null) return 'unsupported-authority';
    const reader = new ReplyReader(signature);
    const name = reader.text();
    if (type === 'ssh-rsa' && name === 'ssh-rsa') return 'weak-signature';
    const kind = kinds[name];
    if (kind === undefined || name !== (type === 'ssh-rsa' ? `rsa-sha2-${kind.hash?.slice(3)}` : type)) return 'bad-signature';
    return isBy(key, kind.hash, signed, kind.numberBytes === undefined ? reader.bytes() : pairOf(reader.bytes(), kind.numberBytes)) ? null : 'bad-signature';
  } catch {
    return 'bad-signature';
  }
}

function isBy(key: KeyObject, hash: string | null, signed: Buffer, signature: Buffer): boolean {
  const padding = key.asymmetricKeyType === 'rsa' ? { padding: constants.RSA_PKCS1_PADDING } : {};
  return verify(hash, signed, { key, dsaEncoding: 'ieee-p1363', ...padding }, signature);
}

/** The two numbers of an ECDSA signature (RFC 5656 section 3.1.2), each in as many bytes as its curve has. */
function pairOf(bytes: Buffer, numberBytes: number): Buffer {
  const reader = new ReplyReader(bytes);
  const padded = (): Buffer => {
    const digits = reader.bytes();
    const spare = digits.length - numberBytes;
    if (digits.subarray(0, Math.max(0, spare)).some((byte) => byte !== 0)) throw new RangeError('A number of the signature is too large.');
    return spare >= 0 ? digits.subarray(spare) : Buffer.concat([Buffer.alloc(-spare), digits]);
  };
  return Buffer.concat([padded(), padded()]);
}

import { createPublicKey, type KeyObject } from 'node:crypto';
import { ReplyReader } from '../wire/reply-reader.ts';

const curves: Readonly<Record<string, string>> = { 'ecdsa-sha2-nistp256': 'P-256', 'ecdsa-sha2-nistp384': 'P-384', 'ecdsa-sha2-nistp521': 'P-521' };
/** Before a point on a curve that is written in full (RFC 5656 section 3.1). */
const UNCOMPRESSED = 4;

/** The public key in a blob (RFC 4253 section 6.6, RFC 5656, RFC 8709) as Node's crypto holds it. Null for other kinds; throws on a broken one. */
export function publicKeyObject(blob: Buffer): KeyObject | null {
  const reader = new ReplyReader(blob);
  const type = reader.text();
  if (type === 'ssh-ed25519') return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: reader.bytes().toString('base64url') }, format: 'jwk' });
  if (type === 'ssh-rsa') {
    const [e, n] = [magnitude(reader.bytes()), magnitude(reader.bytes())];
    return createPublicKey({ key: { kty: 'RSA', e: e.toString('base64url'), n: n.toString('base64url') }, format: 'jwk' });
  }
  const crv = curves[type];
  if (crv === undefined) return null;
  reader.bytes();
  const point = reader.bytes();
  if (point[0] !== UNCOMPRESSED) throw new Error('The point of a public key is not written in full.');
  const half = (point.length + 1) / 2;
  return createPublicKey({ key: { kty: 'EC', crv, x: point.subarray(1, half).toString('base64url'), y: point.subarray(half).toString('base64url') }, format: 'jwk' });
}

/** An mpint without the zero that keeps it positive. */
function magnitude(bytes: Buffer): Buffer {
  return bytes[0] === 0 ? bytes.subarray(1) : bytes;
}

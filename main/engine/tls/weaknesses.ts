import type { X509Certificate } from 'node:crypto';
import type { Weakness } from '../../../shared/model/certificate.ts';
import { signatureAlgorithm } from './signature-algorithm.ts';

const smallestRsaKey = 2048;
const smallestCurveBits = 224;

/** What makes a certificate too weak for today. The signature of one that signed itself proves nothing, so that its digest does not count where `anchor` says that it is trusted for being known. */
export function weaknessesOf(certificate: X509Certificate, anchor = false): readonly Weakness[] {
  const { key, broken } = { key: keyFacts(certificate), broken: signatureAlgorithm(certificate.raw).broken };
  const short = key.bits !== null && key.bits < (key.curve === null ? smallestRsaKey : smallestCurveBits);
  return [...(short ? (['short-key'] as const) : []), ...(broken === null || anchor ? [] : ([`${broken}-signature`] as const))];
}

/** Kind and size of the key. A curve by the name that NIST gave it, where it did. */
export function keyFacts(certificate: X509Certificate): { readonly algorithm: string; readonly bits: number | null; readonly curve: string | null } {
  let key;
  try {
    key = certificate.publicKey;
  } catch {
    // A kind of key that this TLS library does not know.
    return { algorithm: '', bits: null, curve: null };
  }
  const { asymmetricKeyType = '', asymmetricKeyDetails } = key;
  const curve = asymmetricKeyDetails?.namedCurve ?? null;
  const named = curve === null ? null : (curves[curve] ?? { name: curve, bits: null });
  if (named !== null) return { algorithm: 'EC', bits: named.bits, curve: named.name };
  if (asymmetricKeyType === 'ed25519' || asymmetricKeyType === 'ed448') return { algorithm: asymmetricKeyType === 'ed25519' ? 'Ed25519' : 'Ed448', bits: null, curve: null };
  return { algorithm: asymmetricKeyType.toUpperCase(), bits: asymmetricKeyDetails?.modulusLength ?? null, curve: null };
}

const curves: Readonly<Record<string, { readonly name: string; readonly bits: number }>> = {
  secp192r1: { name: 'P-192', bits: 192 },
  prime192v1: { name: 'P-192', bits: 192 },
  secp224r1: { name: 'P-224', bits: 224 },
  prime256v1: { name: 'P-256', bits: 256 },
  secp256r1: { name: 'P-256', bits: 256 },
  secp384r1: { name: 'P-384', bits: 384 },
  secp521r1: { name: 'P-521', bits: 521 },
};

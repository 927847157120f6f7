/** Signature algorithms by identifier, in words, and the digest that they rest on where it is broken. */
const known: Readonly<Record<string, { readonly name: string; readonly broken?: 'sha1' | 'md5' }>> = {
  '1.2.840.113549.1.1.4': { name: 'RSA with MD5', broken: 'md5' },
  '1.2.840.113549.1.1.5': { name: 'RSA with SHA-1', broken: 'sha1' },
  '1.2.840.113549.1.1.10': { name: 'RSA-PSS' },
  '1.2.840.113549.1.1.11': { name: 'RSA with SHA-256' },
  '1.2.840.113549.1.1.12': { name: 'RSA with SHA-384' },
  '1.2.840.113549.1.1.13': { name: 'RSA with SHA-512' },
  '1.2.840.10040.4.3': { name: 'DSA with SHA-1', broken: 'sha1' },
  '1.2.840.10045.4.1': { name: 'ECDSA with SHA-1', broken: 'sha1' },
  '1.2.840.10045.4.3.2': { name: 'ECDSA with SHA-256' },
  '1.2.840.10045.4.3.3': { name: 'ECDSA with SHA-384' },
  '1.2.840.10045.4.3.4': { name: 'ECDSA with SHA-512' },
  '1.3.101.112': { name: 'Ed25519' },
  '1.3.101.113': { name: 'Ed448' },
};

export interface SignatureAlgorithm {
  /** The dotted identifier where it has no name here. */
  readonly name: string;
  readonly broken: 'sha1' | 'md5' | null;
}

/**
 * What a certificate (DER) is signed with. The identifier stands right behind the signed part (RFC 5280, section 4.1), so that two steps
 * lead there; every handshake asks, and a whole parser would be loaded for it.
 */
export function signatureAlgorithm(certificate: Buffer): SignatureAlgorithm {
  const outer = element(certificate, 0);
  const signedPart = element(certificate, outer.start);
  const algorithm = element(certificate, signedPart.end);
  const identifier = element(certificate, algorithm.start);
  const dotted = dottedIdentifier(certificate.subarray(identifier.start, identifier.end));
  const { name = dotted, broken = null } = known[dotted] ?? {};
  return { name, broken };
}

/** Where the content of the DER element at `at` starts and ends. */
function element(bytes: Buffer, at: number): { readonly start: number; readonly end: number } {
  const first = bytes[at + 1] ?? 0;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const digits = first & 0x7f;
  const length = digits >= 1 && digits <= 4 && at + 2 + digits <= bytes.length ? bytes.readUIntBE(at + 2, digits) : 0;
  return { start: at + 2 + digits, end: at + 2 + digits + length };
}

function dottedIdentifier(bytes: Uint8Array): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    numbers.push(value);
    value = 0;
  }
  const [head = 0, ...rest] = numbers;
  const first = Math.min(2, Math.floor(head / 40));
  return [first, head - first * 40, ...rest].join('.');
}

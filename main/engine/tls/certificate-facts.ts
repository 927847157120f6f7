import type { X509Certificate } from 'node:crypto';
import { type CertificateFacts, keyUsages, type NamePart } from '../../../shared/model/certificate.ts';
import { signatureAlgorithm } from './signature-algorithm.ts';
import { keyFacts, weaknessesOf } from './weaknesses.ts';

type Parsed = import('pkijs').Certificate;

/** Everything that is shown of a certificate. What a broken one does not give is left empty. The parser is loaded at its first use. */
export async function certificateFacts(certificate: X509Certificate): Promise<CertificateFacts> {
  const { validFrom, validTo, serialNumber, fingerprint, fingerprint256, raw } = certificate;
  const parsed = await parse(raw);
  return {
    subject: parsed === null ? nameOfLines(certificate.subject) : nameOf(parsed.subject),
    issuer: parsed === null ? nameOfLines(certificate.issuer) : nameOf(parsed.issuer),
    validFrom: Date.parse(validFrom),
    validTo: Date.parse(validTo),
    serial: serialNumber,
    key: keyFacts(certificate),
    signature: signatureAlgorithm(raw).name,
    weaknesses: weaknessesOf(certificate),
    authority: certificate.ca,
    sha256: fingerprint256,
    sha1: fingerprint,
    pem: certificate.toString(),
    ...extensionsOf(parsed),
  };
}

async function parse(raw: Buffer): Promise<Parsed | null> {
  const { Certificate } = await import('pkijs');
  try {
    return Certificate.fromBER(new Uint8Array(raw));
  } catch {
    // OpenSSL reads more than the standard allows.
    return null;
  }
}

/** Short names of RFC 4519 and their like. */
const partNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN', '2.5.4.6': 'C', '2.5.4.7': 'L', '2.5.4.8': 'ST', '2.5.4.9': 'street', '2.5.4.10': 'O', '2.5.4.11': 'OU', '2.5.4.5': 'serialNumber',
  '2.5.4.97': 'organizationIdentifier', '0.9.2342.19200300.100.1.25': 'DC', '0.9.2342.19200300.100.1.1': 'UID', '1.2.840.113549.1.9.1': 'emailAddress',
};

function nameOf(name: Parsed['subject']): readonly NamePart[] {
  return name.typesAndValues.map(({ type, value }) => ({ type: partNames[type] ?? type, value: String(value.valueBlock.value) }));
}

/** Node gives one part of a name per line; a certificate may lack a subject. */
function nameOfLines(lines: string | undefined): readonly NamePart[] {
  return (lines ?? '').split('\n').filter((line) => line.includes('=')).map((line) => {
    const at = line.indexOf('=');
    return { type: line.slice(0, at), value: line.slice(at + 1) };
  });
}

type Extensions = Pick<CertificateFacts, 'altNames' | 'keyUsage' | 'extendedKeyUsage' | 'pathLength' | 'revocation'>;

function extensionsOf(parsed: Parsed | null): Extensions {
  const of = (identifier: string): unknown => parsed?.extensions?.find((one) => one.extnID === identifier)?.parsedValue;
  const altNames = of('2.5.29.17') as import('pkijs').AltName | undefined;
  const usage = of('2.5.29.15') as import('asn1js').BitString | undefined;
  const extended = of('2.5.29.37') as import('pkijs').ExtKeyUsage | undefined;
  const basic = of('2.5.29.19') as import('pkijs').BasicConstraints | undefined;
  const points = of('2.5.29.31') as import('pkijs').CRLDistributionPoints | undefined;
  const access = of('1.3.6.1.5.5.7.1.1') as import('pkijs').InfoAccess | undefined;
  const accessOf = (method: string): readonly string[] => (access?.accessDescriptions ?? []).filter((one) => one.accessMethod === method).flatMap(({ accessLocation }) => uris([accessLocation]));
  return {
    altNames: (altNames?.altNames ?? []).map(altName),
    keyUsage: usage === undefined ? null : usageOf(new Uint8Array(usage.valueBlock.valueHexView)),
    extendedKeyUsage: extended?.keyPurposes ?? null,
    pathLength: typeof basic?.pathLenConstraint === 'number' ? basic.pathLenConstraint : null,
    revocation: {
      crl: (points?.distributionPoints ?? []).flatMap(({ distributionPoint }) => (Array.isArray(distributionPoint) ? uris(distributionPoint) : [])),
      ocsp: accessOf('1.3.6.1.5.5.7.48.1'),
      issuers: accessOf('1.3.6.1.5.5.7.48.2'),
    },
  };
}

/** The bit string's first bit is the first use. */
function usageOf(bytes: Uint8Array): CertificateFacts['keyUsage'] {
  return keyUsages.filter((_, index) => (((bytes[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) === 1);
}

type GeneralName = import('pkijs').GeneralName;

function uris(names: readonly GeneralName[]): readonly string[] {
  return names.filter(({ type }) => type === 6).map(({ value }) => String(value));
}

function altName({ type, value }: GeneralName): CertificateFacts['altNames'][number] {
  if (type === 2) return { kind: 'dns', value: String(value) };
  if (type === 1) return { kind: 'email', value: String(value) };
  if (type === 6) return { kind: 'uri', value: String(value) };
  if (type === 7) return { kind: 'ip', value: address((value as import('asn1js').OctetString).valueBlock.valueHexView) };
  return { kind: 'other', value: '' };
}

/** An address of 4 or 16 bytes as people write it. */
function address(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: bytes.length >> 1 }, (_, index) => (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16)).join(':');
  // `URL` shortens an IPv6 address as RFC 5952 says.
  return bytes.length === 16 ? new URL(`ftp://[${groups}]`).hostname.slice(1, -1) : groups;
}

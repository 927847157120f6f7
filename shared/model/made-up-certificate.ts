import { type CertificateFacts, type CertificateReport, certificateChecks, type ChainLink } from './certificate.ts';

/** For tests: a certificate with nothing wrong, except as `more` says. */
export function madeUpCertificate(more: Partial<ChainLink> = {}): ChainLink {
  const facts: CertificateFacts = {
    subject: [{ type: 'CN', value: 'files.example.org' }],
    issuer: [{ type: 'O', value: 'Example' }, { type: 'CN', value: 'Example CA' }],
    altNames: [{ kind: 'dns', value: 'files.example.org' }],
    validFrom: Date.UTC(2024, 0, 1),
    validTo: Date.UTC(2049, 0, 1),
    serial: '01',
    key: { algorithm: 'EC', bits: 256, curve: 'P-256' },
    signature: 'ECDSA with SHA-256',
    weaknesses: [],
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
    authority: false,
    pathLength: null,
    revocation: { crl: [], ocsp: [], issuers: [] },
    sha256: Array.from({ length: 32 }, () => 'AB').join(':'),
    sha1: Array.from({ length: 20 }, () => 'CD').join(':'),
    pem: '-----BEGIN CERTIFICATE-----\nmade up\n-----END CERTIFICATE-----\n',
  };
  return { ...facts, source: 'server', ...more };
}

/** For tests: what is said of `madeUpCertificate`, all of it good, except as `more` says. */
export function madeUpReport(more: Partial<CertificateReport> = {}): CertificateReport {
  return {
    host: 'files.example.org',
    port: 21,
    chain: [madeUpCertificate()],
    problems: [],
    checks: certificateChecks.map((check) => ({ check, verdict: 'pass', about: '' })),
    tls: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', keyExchange: 'X25519', resumed: false, alpn: null },
    standing: 'verified',
    ...more,
  };
}

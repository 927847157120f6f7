import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { CertificateFacts } from '../../../shared/model/certificate.ts';

/** A chain longer than this is not looked at further; TLS libraries stop far earlier. */
const chainLimit = 16;

/** The peer's certificates, leaf first: as the server sent them, and up to the root where that is known here. Empty when there is none. */
export function peerChain(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  const seen = new Set<string>();
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (next?.raw !== undefined && !seen.has(next.fingerprint256) && chain.length < chainLimit) {
    seen.add(next.fingerprint256);
    chain.push(new X509Certificate(next.raw));
    next = next.issuerCertificate;
  }
  return chain;
}

export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  return {
    subject: inOneLine(certificate.subject),
    issuer: inOneLine(certificate.issuer),
    altNames: certificate.subjectAltName?.split(', ') ?? [],
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    serial: certificate.serialNumber,
    sha256: certificate.fingerprint256,
    sha1: certificate.fingerprint,
    pem: certificate.toString(),
  };
}

/** Node gives one part of a name per line. A certificate may lack a subject. */
function inOneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}

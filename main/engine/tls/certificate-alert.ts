import { Failure } from '../session/failure.ts';

/** What servers say of a client's certificate (RFC 8446 section 6.2): bad, of no supported kind, revoked, expired, unknown, of an unknown authority, denied. */
const refusing: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48, 49]);
const required = 116;

/** A failed TLS connection as what it is where the server's alert is about the client's certificate; any other failure unchanged. */
export function explainCertificateAlert(failure: Failure, host: string): Failure {
  const { reason, detail } = failure.data;
  const alert = reason === 'tls-failed' ? Number(/SSL alert number (?<number>\d+)/u.exec(detail ?? '')?.groups?.['number'] ?? 0) : 0;
  if (alert === required) return Failure.of('client-certificate-wanted', { host }, detail, failure);
  return refusing.has(alert) ? Failure.of('client-certificate-refused', { host }, detail, failure) : failure;
}

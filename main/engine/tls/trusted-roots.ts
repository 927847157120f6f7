import { createHash, X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { ClientIdentity } from './client-certificate.ts';
import type { FtpChoices } from '../../../shared/model/ftp-choices.ts';

type MinimumTls = FtpChoices['minimumTls'];

const contexts = new Map<string, SecureContext>();
let parsed: readonly X509Certificate[] | null = null;

/** The certificate authorities trusted here, PEM: those that came with the runtime, those of the operating system, those of NODE_EXTRA_CA_CERTS. */
export function trustedRoots(): readonly string[] {
  // Since Node 22.15; before, only the runtime's own are known.
  if (typeof tls.getCACertificates !== 'function') return tls.rootCertificates;
  return [...new Set([...tls.getCACertificates('bundled'), ...tls.getCACertificates('system'), ...tls.getCACertificates('extra')])];
}

/** The same, to look into. The system's do not change while the app runs. */
export function systemRoots(): readonly X509Certificate[] {
  parsed ??= trustedRoots().flatMap((pem) => {
    try {
      return [new X509Certificate(pem)];
    } catch {
      // A system's store may hold what this TLS library cannot read.
      return [];
    }
  });
  return parsed;
}

/**
 * One context for all connections that speak `minimum` and newer and trust `authorities` (PEM) beside the system's, since reading the roots
 * takes some 20 ms. `client` is what is shown to a server that asks for a certificate. OpenSSL does TLS 1.0 and 1.1 only at its lowest security level; BoringSSL (Electron) has no such levels.
 */
export function trustingContext(minimum: MinimumTls, authorities: readonly string[], client: ClientIdentity | null = null): SecureContext {
  const key = `${minimum} ${createHash('sha256').update(authorities.join('\n')).digest('hex')} ${client?.fingerprint ?? ''}`;
  const known = contexts.get(key);
  if (known !== undefined) return known;
  const old = minimum === '1.0' || minimum === '1.1';
  const levels = old && process.versions['electron'] === undefined ? { ciphers: `${tls.DEFAULT_CIPHERS}:@SECLEVEL=0` } : {};
  const context = createSecureContext({ ca: [...trustedRoots(), ...authorities], minVersion: minimum === '1.0' ? 'TLSv1' : `TLSv${minimum}`, ...levels, ...client?.options });
  contexts.set(key, context);
  return context;
}

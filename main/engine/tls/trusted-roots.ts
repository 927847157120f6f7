import * as tls from 'node:tls';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { FtpChoices } from '../../../shared/model/ftp-choices.ts';

type MinimumTls = FtpChoices['minimumTls'];

const contexts = new Map<MinimumTls, SecureContext>();

/** The certificate authorities trusted here, PEM: those that came with the runtime, those of the operating system, those of NODE_EXTRA_CA_CERTS. */
export function trustedRoots(): readonly string[] {
  // Since Node 22.15; before, only the runtime's own are known.
  if (typeof tls.getCACertificates !== 'function') return tls.rootCertificates;
  return [...new Set([...tls.getCACertificates('bundled'), ...tls.getCACertificates('system'), ...tls.getCACertificates('extra')])];
}

/**
 * One context for all connections that speak `minimum` and newer, since reading the roots takes some 20 ms. OpenSSL does TLS 1.0 and 1.1 only
 * at its lowest security level; BoringSSL (Electron) has no such levels.
 */
export function trustingContext(minimum: MinimumTls): SecureContext {
  const known = contexts.get(minimum);
  if (known !== undefined) return known;
  const old = minimum === '1.0' || minimum === '1.1';
  const levels = old && process.versions['electron'] === undefined ? { ciphers: `${tls.DEFAULT_CIPHERS}:@SECLEVEL=0` } : {};
  const context = createSecureContext({ ca: [...trustedRoots()], minVersion: minimum === '1.0' ? 'TLSv1' : `TLSv${minimum}`, ...levels });
  contexts.set(minimum, context);
  return context;
}

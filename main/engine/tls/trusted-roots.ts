import * as tls from 'node:tls';
import { createSecureContext, type SecureContext } from 'node:tls';

let context: SecureContext | null = null;

/** The certificate authorities trusted here, PEM: those that came with the runtime, those of the operating system, those of NODE_EXTRA_CA_CERTS. */
export function trustedRoots(): readonly string[] {
  // Since Node 22.15; before, only the runtime's own are known.
  if (typeof tls.getCACertificates !== 'function') return tls.rootCertificates;
  return [...new Set([...tls.getCACertificates('bundled'), ...tls.getCACertificates('system'), ...tls.getCACertificates('extra')])];
}

/** One context for all connections, since reading the roots takes some 20 ms. TLS 1.2 and newer. */
export function trustingContext(): SecureContext {
  context ??= createSecureContext({ ca: [...trustedRoots()], minVersion: 'TLSv1.2' });
  return context;
}

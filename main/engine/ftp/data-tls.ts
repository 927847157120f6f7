import type { SecureContext, TLSSocket } from 'node:tls';
import type { Protection } from '../../../shared/model/protection.ts';

/** How the data channels of one connection are encrypted. */
export interface DataTls {
  readonly secureContext: SecureContext;
  /** The name sent to the server (RFC 6066), the same as on the control connection; null for an address. */
  readonly servername: string | null;
  /** The TLS session to resume: the newest that the server gave, on whichever channel. */
  session: Buffer | undefined;
  /** Whether channels are taken that did not resume the session, so that they are not tied to the control connection. */
  takesUnresumed: boolean;
  /** Takes note of what a channel's handshake came to. Throws `no-resumption-refused` where it may not be taken. */
  readonly noteResumption: (protection: Protection) => void;
  /** Has the user allow that, once per site, and sets `takesUnresumed`. Rejects with `no-resumption-refused`. */
  readonly allowUnresumed: (signal: AbortSignal) => Promise<void>;
  /** Throws `certificate-refused` unless the channel leads to the server of the control connection. What it tells is measured on the socket. */
  readonly check: (socket: TLSSocket) => Protection;
}

/** What `tls.connect` needs for one data channel. */
export function tlsOptions(tls: DataTls): { secureContext: DataTls['secureContext']; rejectUnauthorized: false; session?: Buffer; servername?: string } {
  return {
    secureContext: tls.secureContext,
    // Judged by `check` as soon as the handshake is over, before a byte is taken or sent.
    rejectUnauthorized: false,
    ...(tls.session === undefined ? {} : { session: tls.session }),
    ...(tls.servername === null ? {} : { servername: tls.servername }),
  };
}

import type { HostCertificateFacts } from './host-certificate.ts';

/** What an SSH connection is protected by. */
export interface SshProtection {
  readonly kind: 'ssh';
  readonly cipher: string;
  readonly mac: string;
  readonly keyExchange: string;
  /** `SHA256:` and base64 without padding, as OpenSSH prints it. */
  readonly hostKeyFingerprint: string;
  /** The certificate that vouched for the host key; missing where the key itself was known or accepted. */
  readonly hostCertificate?: HostCertificateFacts;
}

/** An SSH tunnel around a channel: it protects as far as its last hop, and nothing beyond. */
export interface TunnelProtection extends SshProtection {
  /** The last hop, `host:port`. */
  readonly via: string;
  readonly hops: number;
}

/** How one channel is protected, as measured on the live connection and never as wished for. */
export type Protection =
  | { readonly kind: 'local' }
  | { readonly kind: 'plain' }
  | {
      readonly kind: 'tls';
      /** As the TLS library names it: `TLSv1.3`. */
      readonly version: string;
      readonly cipher: string;
      /** Whether this connection resumed an earlier TLS session. */
      readonly resumed: boolean;
      /** `verified`: the chain leads to a trusted root and names the host. `excepted`: the user accepted this certificate. */
      readonly identity: 'verified' | 'excepted';
    }
  | SshProtection;

/** What was agreed on in a TLS handshake, as measured. */
export interface TlsFacts {
  /** As the TLS library names it: `TLSv1.3`. */
  readonly version: string;
  /** By its IANA name. */
  readonly cipher: string;
  /** `X25519` where the library tells, else the kind: `ECDHE`, `DHE`, `RSA`. */
  readonly keyExchange: string;
  readonly resumed: boolean;
  /** The application protocol that was negotiated (RFC 7301); null for none. */
  readonly alpn: string | null;
}

/** A lock that tells the truth has two halves. `data` is null until a data channel has been open. */
export interface ChannelProtection {
  readonly control: Protection;
  readonly data: Protection | null;
  /** The tunnel that each channel is inside of; null where there is none. */
  readonly inside?: { readonly control: TunnelProtection | null; readonly data: TunnelProtection | null };
}

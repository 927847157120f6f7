/** What a certificate says that an authority of the user’s known_hosts issued for a server’s host key. */
export interface HostCertificateFacts {
  /** The authority’s key: `SHA256:` and base64 without padding, as OpenSSH prints it. */
  readonly authority: string;
  /** What the authority wrote on it for people; the server’s word where the authority is not trusted. */
  readonly keyId: string;
  /** Unix time in milliseconds; null for one that never expires. */
  readonly validUntil: number | null;
}

/** Why a server’s certificate does not vouch for its key. */
export type HostCertificateFault =
  | 'unknown-authority'
  | 'revoked-authority'
  | 'unsupported-authority'
  | 'weak-signature'
  | 'bad-signature'
  | 'not-for-hosts'
  | 'not-yet-valid'
  | 'expired'
  | 'unknown-conditions'
  | 'without-names'
  | 'wrong-name';

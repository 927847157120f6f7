import { Failure } from '../engine/session/failure.ts';

/** A SHA-256 fingerprint that the user trusts, in the writing in which the engine compares it. */
export type TrustedFingerprint =
  | { readonly of: 'host-key'; /** `SHA256:` and base64 without padding. */ readonly text: string }
  | { readonly of: 'certificate'; /** Upper-case hex pairs with colons. */ readonly text: string };

/** Reads `SHA256:<base64>` (host key, as OpenSSH prints it) or 64 hex digits with or without colons (certificate). */
export function parseFingerprint(text: string): TrustedFingerprint {
  const hostKey = /^SHA256:(?<digest>[A-Za-z0-9+/]{43})=?$/u.exec(text)?.groups;
  if (hostKey) return { of: 'host-key', text: `SHA256:${hostKey['digest']}` };
  const hex = text.replaceAll(':', '');
  if (/^[0-9a-f]{64}$/iu.test(hex)) return { of: 'certificate', text: hex.toUpperCase().replace(/..(?=.)/gu, '$&:') };
  throw Failure.of('bad-command-line', {
    problem: '--trust takes the SHA-256 fingerprint of a certificate (64 hex digits, with or without colons) or of a host key (SHA256: and 43 characters).',
  });
}

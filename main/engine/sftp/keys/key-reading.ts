import type { ParsedKey } from 'ssh2';

/** What came of reading a key file. */
export type KeyReading =
  | { readonly kind: 'key'; readonly key: ParsedKey }
  /** It has a passphrase and none was given. */
  | { readonly kind: 'locked' }
  | { readonly kind: 'wrong-passphrase' }
  /** A file that people take for the private key: its public half, or a certificate of it. */
  | { readonly kind: 'public-key' }
  | { readonly kind: 'certificate' }
  | { readonly kind: 'unusable'; readonly words: string };

export const unusable = (words: string): KeyReading => ({ kind: 'unusable', words });

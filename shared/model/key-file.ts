import { z } from 'zod';

export const keyKinds = ['ed25519', 'rsa-3072', 'rsa-4096'] as const;
export type KeyKind = (typeof keyKinds)[number];
/** OpenSSH's own format, and PuTTY's in its two versions that are in use. */
export const keyFormats = ['openssh', 'ppk-3', 'ppk-2'] as const;
export type KeyFormat = (typeof keyFormats)[number];

const path = z.string().min(1).max(4096);
/** Empty for none. */
const passphrase = z.string().max(4096);

/** What to make a new key of. `file` gets the private half; the public half goes beside it, with `.pub` behind its name. */
export const keyPlanSchema = z.object({ kind: z.enum(keyKinds), file: path, comment: z.string().max(200), passphrase });
export type KeyPlan = z.infer<typeof keyPlanSchema>;

/** What to make of a key file: another file, in another format or with another passphrase. */
export const keyConversionSchema = z.object({ file: path, passphrase, format: z.enum(keyFormats), target: path, newPassphrase: passphrase });
export type KeyConversion = z.infer<typeof keyConversionSchema>;

/** A key as people may see it. */
export interface KeyFacts {
  readonly file: string;
  /** As on the wire: `ssh-ed25519`. */
  readonly algorithm: string;
  /** Null where it is not known. */
  readonly bits: number | null;
  /** `SHA256:…` as OpenSSH prints it. */
  readonly fingerprint: string;
  /** The public half as it stands in authorized_keys: type, base64 and comment. */
  readonly publicKey: string;
  readonly format: KeyFormat | 'pem';
}

import { z } from 'zod';
import type { CertificateProblem } from './certificate.ts';
import { hostSchema, portSchema } from './command-safe.ts';
import { serverNoteSchema, type ServerNote } from './server-note.ts';

interface Place {
  readonly host: string;
  readonly port: number;
}

/** One decision of the user, or one fact of an earlier session, that later connections rest on. `decided` is ISO 8601. */
export type TrustEntry =
  | (Place & {
      readonly kind: 'certificate';
      readonly decided: string;
      /** SHA-256, upper-case hex pairs with colons. */
      readonly fingerprint: string;
      readonly pem: string;
      /** Further names of the certificate for which it counts too, on the same port; may start with `*.`. */
      readonly names: readonly string[];
      /** What was wrong with it beyond an unknown issuer, and accepted with open eyes. */
      readonly despite: readonly CertificateProblem[];
    })
  | (Place & { readonly kind: 'host-key'; readonly decided: string; readonly algorithm: string; readonly fingerprint: string })
  | (Place & { readonly kind: 'note'; readonly decided: string; readonly note: ServerNote; readonly detail: string })
  | {
      /** A certificate authority that the user added beside those of the system. */
      readonly kind: 'authority';
      readonly decided: string;
      readonly fingerprint: string;
      readonly pem: string;
      /** Its common name, or whatever its subject has instead. */
      readonly name: string;
      /** Milliseconds since the epoch. */
      readonly validTo: number;
    };

const fingerprint = z.string().min(1).max(200);
/** What tells one entry from all others; a whole `TrustEntry` is one too. */
export const trustKeySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('certificate'), host: hostSchema, port: portSchema, fingerprint }),
  z.object({ kind: z.literal('host-key'), host: hostSchema, port: portSchema, algorithm: z.string().max(100) }),
  z.object({ kind: z.literal('note'), host: hostSchema, port: portSchema, note: serverNoteSchema }),
  z.object({ kind: z.literal('authority'), fingerprint }),
]);
export type TrustKey = z.infer<typeof trustKeySchema>;

/** A string that is the same for two keys exactly when they mean the same entry. */
export function trustKeyText(key: TrustKey): string {
  switch (key.kind) {
    case 'certificate':
      return JSON.stringify([key.kind, key.host, key.port, key.fingerprint]);
    case 'host-key':
      return JSON.stringify([key.kind, key.host, key.port, key.algorithm]);
    case 'note':
      return JSON.stringify([key.kind, key.host, key.port, key.note]);
    case 'authority':
      return JSON.stringify([key.kind, key.fingerprint]);
  }
}

import { z } from 'zod';

/**
 * What is remembered of a server besides its keys and certificates. `…-allowed` are consents of the user; `spoke-tls` and `resumed-tls` are
 * facts of earlier sessions, so that a server which falls behind them is asked about in louder words;
 * `certificate-seen` is the fingerprint (SHA-256) of the certificate that the latest session rested on.
 */
export const serverNoteSchema = z.enum(['plaintext-allowed', 'no-resumption-allowed', 'insecure-algorithms-allowed', 'spoke-tls', 'resumed-tls', 'certificate-seen']);
export type ServerNote = z.infer<typeof serverNoteSchema>;

/** `detail` says what the consent covers where that matters: the algorithms, separated by commas. Empty otherwise. */
export const notedSchema = z.object({ note: serverNoteSchema, detail: z.string().max(1000) });
export type Noted = z.infer<typeof notedSchema>;

/** The detail of a consent that was given although the server had been better before; one from before then covers less. */
export const knowingly = 'knowingly';

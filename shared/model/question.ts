import { z } from 'zod';
import type { CertificateFacts, CertificateReport } from './certificate.ts';
import type { Entry } from './entry.ts';
import type { HostCertificateFault } from './host-certificate.ts';
import type { Place } from './transfer.ts';
import type { HopNumber } from './tunnel.ts';
import { conflictActionSchema, conflictScopeSchema } from './transfer-rules.ts';

/** What a server may have the user asked at once, and how long its texts and the answers may be. */
export const MOST_PROMPTS = 32;
export const LONGEST_PROMPT = 4096;

/** Everything that the engine may ask the user. The engine awaits the answer; closing the dialog is an answer (refuse, cancel or skip). */
export type Question =
  | {
      readonly kind: 'host-key';
      readonly host: string;
      readonly port: number;
      readonly algorithm: string;
      /** The key's size; missing where it is not known. */
      readonly bits?: number;
      /** `SHA256:…` as OpenSSH prints it. */
      readonly fingerprint: string;
      /** The fingerprint remembered for this host and port; not null means that the key has changed. */
      readonly remembered: string | null;
      /** Why the certificate that the server showed for this key does not count; missing where it showed none. */
      readonly certificateFault?: HostCertificateFault;
    }
  | (CertificateReport & {
      readonly kind: 'certificate';
      readonly host: string;
      readonly port: number;
      /** Further hosts that trust may be extended to. */
      readonly names: readonly string[];
      /** SHA-256 of another certificate that was trusted for this host and port before. */
      readonly remembered: string | null;
      /** The same in full, where it was kept. */
      readonly rememberedFacts: CertificateFacts | null;
    })
  | {
      readonly kind: 'password';
      readonly host: string;
      readonly user: string;
      /** The server refused the last one. */
      readonly again: boolean;
      /** It can be saved with the site that is being connected to. */
      readonly canSave?: boolean;
    }
  | { readonly kind: 'passphrase'; readonly keyFile: string; readonly again: boolean; readonly canSave?: boolean }
  | {
      /** A password is about to cross the network readable by everyone on the way. */
      readonly kind: 'plaintext';
      readonly host: string;
      readonly port: number;
      /** The server spoke TLS in an earlier session: somebody may be stripping it. */
      readonly hadTls: boolean;
    }
  | {
      /** The server does not tie data channels to the control connection by TLS session resumption, so that they could be hijacked. */
      readonly kind: 'no-resumption';
      readonly host: string;
      readonly port: number;
      /** It did in an earlier session. */
      readonly had: boolean;
    }
  | {
      /** The SSH connection rests on algorithms that are known to be weak. */
      readonly kind: 'insecure-algorithms';
      readonly host: string;
      readonly port: number;
      readonly algorithms: readonly { readonly use: 'key-exchange' | 'host-key' | 'cipher' | 'mac'; readonly name: string }[];
    }
  | {
      readonly kind: 'prompts';
      readonly host: string;
      readonly port: number;
      /** Which of the servers on the way asks, from one up; null for the server itself. */
      readonly hop: HopNumber | null;
      /** What the server calls this, and says of it. */
      readonly name: string;
      readonly instructions: string;
      readonly prompts: readonly { readonly text: string; readonly echo: boolean }[];
    }
  | {
      readonly kind: 'file-exists';
      readonly direction: 'upload' | 'download' | 'copy';
      readonly targetPath: string;
      /** Where the two files lie. */
      readonly from: Place;
      readonly to: Place;
      readonly source: Entry;
      readonly target: Entry;
      /** It was to be continued, and is no beginning of the source. */
      readonly differs?: true;
    };
export type QuestionKind = Question['kind'];

/** Trust is given once (as long as the engine runs), always (remembered), or not. */
const trustAnswer = z.enum(['refuse', 'once', 'always']);

/** `save`: with the site, once it has signed in. */
const secretAnswer = z.object({ secret: z.string().max(4096), save: z.boolean().optional() }).nullable();

export const answerSchemas = {
  'host-key': trustAnswer,
  /** `always-all-names`: remembered for the further names of the certificate too. */
  certificate: z.enum(['refuse', 'once', 'always', 'always-all-names']),
  plaintext: trustAnswer,
  'no-resumption': trustAnswer,
  'insecure-algorithms': trustAnswer,
  password: secretAnswer,
  passphrase: secretAnswer,
  prompts: z.array(z.string().max(LONGEST_PROMPT)).max(MOST_PROMPTS).nullable(),
  'file-exists': z.object({ action: conflictActionSchema, scope: conflictScopeSchema }),
} as const satisfies Record<QuestionKind, z.ZodType>;

export type AnswerTo<K extends QuestionKind> = z.infer<(typeof answerSchemas)[K]>;

export const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('host-key'), answer: answerSchemas['host-key'] }),
  z.object({ kind: z.literal('certificate'), answer: answerSchemas.certificate }),
  z.object({ kind: z.literal('plaintext'), answer: answerSchemas.plaintext }),
  z.object({ kind: z.literal('no-resumption'), answer: answerSchemas['no-resumption'] }),
  z.object({ kind: z.literal('insecure-algorithms'), answer: answerSchemas['insecure-algorithms'] }),
  z.object({ kind: z.literal('password'), answer: answerSchemas.password }),
  z.object({ kind: z.literal('passphrase'), answer: answerSchemas.passphrase }),
  z.object({ kind: z.literal('prompts'), answer: answerSchemas.prompts }),
  z.object({ kind: z.literal('file-exists'), answer: answerSchemas['file-exists'] }),
]);
export type Answer = z.infer<typeof answerSchema>;

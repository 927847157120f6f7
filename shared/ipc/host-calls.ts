import { z } from 'zod';
import { call } from './contract.ts';
import { certificateProblems, type TrustedCertificate } from '../model/certificate.ts';
import { notedSchema, type Noted } from '../model/server-note.ts';
import { hostSchema, portSchema } from '../model/command-safe.ts';
import { siteIdSchema } from '../model/ids.ts';

const fingerprint = z.string().min(1).max(200);
/** `profileLabel` of the account that a secret belongs to. */
const account = z.string().min(1).max(2048);

/** What the engine asks of its host (main in the app, a small stand-in for the command line and tests): trust and secrets. */
export const hostCalls = {
  /** `SHA256:…` fingerprints remembered for this host and port. */
  rememberedHostKeys: call<readonly string[]>()(hostSchema, portSchema),
  /** Replaces what was remembered for this host, port and algorithm. */
  rememberHostKey: call<void>()(hostSchema, portSchema, z.object({ algorithm: z.string().max(100), fingerprint })),
  /** Leaf certificates that the user chose to trust for this host and port, the latest decision first. */
  rememberedCertificates: call<readonly TrustedCertificate[]>()(hostSchema, portSchema),
  /** `names`: further hosts that it counts for, on the same port; `despite`: faults that the user accepted by name. */
  rememberCertificate: call<void>()(
    hostSchema,
    portSchema,
    z.object({ fingerprint, pem: z.string().max(65536), names: z.array(hostSchema).max(500), despite: z.array(z.enum(certificateProblems)) }),
  ),
  /** Certificate authorities that the user trusts beside those of the system, PEM. */
  authorities: call<readonly string[]>()(),
  /** What is remembered of this server besides its keys and certificates. */
  serverNotes: call<readonly Noted[]>()(hostSchema, portSchema),
  /** Remembers a consent or a fact; one of the same kind is replaced. */
  noteServer: call<void>()(hostSchema, portSchema, notedSchema),
  /**
   * The secret held for this account in this run, or saved with the site that it belongs to; null where there is none. Without a site,
   * that of a site with the same account. Waits while the user is asked to unlock what is saved.
   */
  secret: call<{ readonly secret: string } | null>()(account, siteIdSchema.nullable()),
  /** Keeps a secret that has just signed in, so that a restarted engine can reconnect; null forgets it. */
  holdSecret: call<void>()(account, z.string().max(4096).nullable()),
  /** Saves with the site a secret that has just signed in, as the user asked for. May wait for the user to unlock; tells the user itself when it fails. */
  saveSecret: call<void>()(account, siteIdSchema, z.string().max(4096)),
} as const;
export type HostCalls = typeof hostCalls;

/** What main tells the engine without being asked. */
export type HostEvent =
  | { readonly type: 'settings'; readonly settings: import('../model/settings.ts').Settings }
  /** The computer has slept: connections are likely dead, and the network is there again. */
  | { readonly type: 'woke-up' };

/** What the engine tells main without being asked. */
export type EngineNews = { readonly type: 'queue'; readonly news: import('../model/queue-news.ts').QueueNews };

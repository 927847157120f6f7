import { z } from 'zod';
import { call } from './contract.ts';
import { type ConnectionHistory, usedSchema } from '../model/connection-history.ts';
import { afterQueueChoiceSchema, type AfterQueue } from '../model/after-queue.ts';
import type { Notice } from '../model/notice.ts';
import { exchangeCalls } from './exchange-calls.ts';
import { secretCalls } from './secret-calls.ts';
import { type TrustEntry, trustKeySchema } from '../model/trust-entry.ts';
import { hostSchema, portSchema } from '../model/command-safe.ts';
import { queueFileSchema, type LoadedQueue } from '../model/queue-file.ts';
import { settingsPatchSchema, type Settings } from '../model/settings.ts';
import { sitesChangeSchema, type SitesDocument } from '../model/site.ts';

/** One line of the window's menu, from the renderer's command table, so that menu, toolbar and shortcuts cannot disagree. */
export interface MenuItem {
  /** The command's id; null for a separator. */
  readonly command: string | null;
  readonly label: string;
  /** As Electron writes it: `CmdOrCtrl+S`. */
  readonly accelerator: string | null;
  readonly enabled: boolean;
  readonly checked: boolean | null;
}
export const menuItemSchema: z.ZodType<MenuItem> = z.object({
  command: z.string().max(64).nullable(),
  label: z.string().max(200),
  accelerator: z.string().max(64).nullable(),
  enabled: z.boolean(),
  checked: z.boolean().nullable(),
});
export const menuSchema = z.array(z.object({
  label: z.string().max(200),
  /** Marks the Edit menu, to which macOS needs the clipboard's own items added. */
  role: z.literal('edit').optional(),
  items: z.array(menuItemSchema).max(100),
})).max(20);
export type Menu = z.infer<typeof menuSchema>;

export interface AppFacts {
  readonly version: string;
  readonly platform: 'win32' | 'darwin' | 'linux';
  /** Runtime versions for the About box. */
  readonly electron: string;
}

/** What main serves to the window over `ipcRenderer.invoke`. */
export const mainCalls = {
  appFacts: call<AppFacts>()(),
  /** What happened before this window could be told; each notice is given out once. */
  takeNotices: call<readonly Notice[]>()(),
  /** Asks for a port to the engine; it arrives with an `engine-port` window message. */
  openEngine: call<void>()(),
  sites: call<SitesDocument>()(),
  /** Resolves once the change is safely on disk. A `sites` event has told of it by then. */
  changeSites: call<void>()(sitesChangeSchema),
  /** Takes the latest change of the sites back, then the one before it. */
  undoSites: call<void>()(),
  /** What was connected to lately. */
  history: call<ConnectionHistory>()(),
  noteUsed: call<ConnectionHistory>()(usedSchema),
  clearHistory: call<ConnectionHistory>()(),
  settings: call<Settings>()(),
  changeSettings: call<Settings>()(settingsPatchSchema),
  /** What the user decided about servers and authorities, the latest first; with a host, and with a port, what counts there. A `trust` event tells of every change. */
  trustEntries: call<readonly TrustEntry[]>()(hostSchema.optional(), portSchema.optional()),
  /** Later connections ask again. One that is not there is passed over. */
  forgetTrust: call<void>()(trustKeySchema),
  /** Takes the latest `forgetTrust` back, then the one before it; false when there is none. */
  undoForgetTrust: call<boolean>()(),
  /** Trusts every certificate authority in a file, PEM or DER. Fails with `not-a-certificate` or `not-an-authority`. */
  addAuthorities: call<void>()(z.string().min(1).max(32768)),
  ...secretCalls,
  ...exchangeCalls,
  setMenu: call<void>()(menuSchema),
  /** Lets the user pick a file (a private key); null when cancelled. */
  chooseFile: call<string | null>()(z.object({ title: z.string().max(200) })),
  chooseFolder: call<string | null>()(z.object({ title: z.string().max(200) })),
  /** Lets the user choose where to keep this text, and writes it there; the path, or null when cancelled. */
  saveFile: call<string | null>()(z.object({ title: z.string().max(200), name: z.string().min(1).max(255), text: z.string().max(1_000_000) })),
  /** Lets the user pick an exported transfer queue, Hawser's own or FileZilla's; null when cancelled. Fails with `queue-unreadable`. */
  loadQueue: call<LoadedQueue | null>()(z.object({ title: z.string().max(200) })),
  /** Lets the user choose where to keep a transfer queue. How many transfers have no place in that form; null when cancelled. */
  saveQueue: call<number | null>()(z.object({ title: z.string().max(200), form: z.enum(['json', 'filezilla']) }), queueFileSchema),
  /** What is done once nothing is left in the queue; an `after-queue` event tells of every change. */
  afterQueue: call<AfterQueue>()(),
  chooseAfterQueue: call<AfterQueue>()(afterQueueChoiceSchema),
  /** Lets the user pick the program that is run then, and sets it; unchanged when cancelled. */
  chooseAfterQueueProgram: call<AfterQueue>()(z.object({ title: z.string().max(200) })),
  /** Ends the countdown: with nothing, or with doing at once what it counts down to. */
  endAfterQueueCountdown: call<void>()(z.enum(['cancel', 'now'])),
  /** Shows a local path in the system's file manager. */
  revealPath: call<void>()(z.string().max(32768)),
  quit: call<void>()(),
} as const;
export type MainCalls = typeof mainCalls;

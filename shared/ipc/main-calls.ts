import { z } from 'zod';
import { call } from './contract.ts';
import { siteIdSchema } from '../model/ids.ts';
import type { Notice } from '../model/notice.ts';
import { settingsPatchSchema, type Settings } from '../model/settings.ts';
import { siteSchema, type Site } from '../model/site.ts';

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
  sites: call<readonly Site[]>()(),
  saveSite: call<void>()(siteSchema),
  removeSite: call<void>()(siteIdSchema),
  settings: call<Settings>()(),
  changeSettings: call<Settings>()(settingsPatchSchema),
  setMenu: call<void>()(menuSchema),
  /** Lets the user pick a file (a private key); null when cancelled. */
  chooseFile: call<string | null>()(z.object({ title: z.string().max(200) })),
  /** Shows a local path in the system's file manager. */
  revealPath: call<void>()(z.string().max(32768)),
  quit: call<void>()(),
} as const;
export type MainCalls = typeof mainCalls;

import { createStore, type StoreApi } from 'zustand/vanilla';
import { z } from 'zod';
import type { InspectTarget } from '../../shared/ipc/engine-calls.ts';
import type { HawserLink } from '../../shared/model/exchange-link.ts';
import type { FreshSite } from '../sites/site-fields.ts';
import type { SiteId } from '../../shared/model/ids.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { SshProtection } from '../../shared/model/protection.ts';
import type { Side } from '../panes/pane-state.ts';
import type { SettingsPageId } from '../settings/settings-page-id.ts';

const layoutSchema = z.object({
  /** Shares of the whole, 0 to 1. */
  panes: z.number().min(0.15).max(0.85).default(0.5),
  top: z.number().min(0.2).max(0.9).default(0.66),
  dock: z.number().min(0.2).max(0.85).default(0.6),
  logShown: z.boolean().default(true),
  queueShown: z.boolean().default(true),
  columns: z.record(z.string(), z.number().min(40).max(1200)).default({}),
});
export type Layout = z.infer<typeof layoutSchema>;

/** How the window is divided; remembered on this computer. */
export type LayoutStore = StoreApi<Layout>;
const KEY = 'hawser.layout';

export function createLayout(storage: Storage | null): LayoutStore {
  const store = createStore<Layout>(() => read(storage));
  store.subscribe((layout) => storage?.setItem(KEY, JSON.stringify(layout)));
  return store;
}

function read(storage: Storage | null): Layout {
  try {
    return layoutSchema.parse(JSON.parse(storage?.getItem(KEY) ?? '{}'));
  } catch {
    // What another version left there is no reason not to start.
    return layoutSchema.parse({});
  }
}

/** What the window shows just now, apart from the stores of the features. */
export interface WindowState {
  readonly activeSide: Side;
  readonly dialog: DialogName | null;
  /** What a link last put into quickconnect. */
  readonly filled: HawserLink | null;
}
export type DialogName =
  | { readonly kind: 'settings'; readonly page?: SettingsPageId }
  | { readonly kind: 'about' }
  | { readonly kind: 'limits' }
  | { readonly kind: 'after-queue' }
  | { readonly kind: 'new-folder'; readonly side: Side }
  | { readonly kind: 'new-link'; readonly side: Side }
  | { readonly kind: 'duplicate'; readonly side: Side }
  | { readonly kind: 'upload-unique' }
  | { readonly kind: 'delete'; readonly side: Side }
  | { readonly kind: 'permissions'; readonly side: Side }
  | { readonly kind: 'checksum'; readonly side: Side }
  | { readonly kind: 'raw-command'; readonly side: Side }
  | { readonly kind: 'keys' }
  | { readonly kind: 'trust' }
  | { readonly kind: 'inspect-server' }
  | { readonly kind: 'inspect'; readonly target: InspectTarget }
  /** `tunnelTo`: the server that lies beyond it, unprotected. */
  | { readonly kind: 'ssh-session'; readonly server: string; readonly protection: SshProtection; readonly tunnelTo?: string }
  | { readonly kind: 'plain-session'; readonly profile: Pick<Profile, 'host' | 'port'> }
  | { readonly kind: 'add-bookmark' }
  | { readonly kind: 'bookmarks' }
  /** Connects the left side: to this site, or to an address that is asked for. */
  | { readonly kind: 'other-server'; readonly site: SiteId | null }
  | { readonly kind: 'save-site' }
  /** Of this file, or one that is still to be chosen. */
  | { readonly kind: 'import'; readonly path: string | null }
  /** This site or folder, or everything. */
  | { readonly kind: 'export'; readonly node: SiteId | null }
  | { readonly kind: 'link'; readonly link: HawserLink }
  /** Beginning with this site, the one that was used last, or with `fresh` one that is not saved yet. */
  | { readonly kind: 'sites'; readonly site: SiteId | null; readonly fresh?: FreshSite };
export type WindowStore = StoreApi<WindowState>;

export function createWindowStore(): WindowStore {
  return createStore<WindowState>(() => ({ activeSide: 'local', dialog: null, filled: null }));
}

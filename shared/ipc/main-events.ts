import type { AfterQueue } from '../model/after-queue.ts';
import type { FailureData } from '../model/failure.ts';
import type { SecretStatus } from '../model/secret-status.ts';
import type { Settings } from '../model/settings.ts';
import type { SitesDocument } from '../model/site.ts';

/** Everything that main tells the window without being asked. */
export type MainEvent =
  | { readonly type: 'command'; readonly command: string }
  | { readonly type: 'settings'; readonly settings: Settings }
  /** How secrets are kept, which are saved, or whether they are locked has changed. */
  | { readonly type: 'secrets'; readonly secrets: SecretStatus }
  | { readonly type: 'sites'; readonly sites: SitesDocument }
  /** What is trusted has changed; `trustEntries` tells how. */
  | { readonly type: 'trust' }
  /** What happens after the queue, or that it is about to, has changed. */
  | { readonly type: 'after-queue'; readonly after: AfterQueue }
  /** A program that is run after the queue has begun. Its arguments may hold secrets and are told nowhere. */
  | { readonly type: 'program-started'; readonly program: string }
  /** It has ended: the last of what it said, whether it said more, and why that counts as a failure. */
  | { readonly type: 'program-ended'; readonly program: string; readonly output: readonly string[]; readonly cut: boolean; readonly failure: FailureData | null }
  /** The system asks to open a file or a link; `takeOpened` gives it. */
  | { readonly type: 'opened' }
  /** All servers are to be left. */
  | { readonly type: 'disconnect-all' }
  /** Something failed that nobody waits for. */
  | { readonly type: 'failure'; readonly failure: FailureData }
  /** The engine died; a new port follows by itself. */
  | { readonly type: 'engine-restarted'; readonly exitCode: number };

/** Channel names, and the type of the window message that carries the engine's port. */
export const MAIN_CALL_CHANNEL = 'hawser:call';
export const MAIN_EVENT_CHANNEL = 'hawser:event';
export const ENGINE_PORT_MESSAGE = 'hawser:engine-port';

/** What the preload exposes as `window.hawser`. */
export interface PreloadBridge {
  invoke(name: string, args: readonly unknown[]): Promise<unknown>;
  onEvent(listener: (event: MainEvent) => void): void;
  /** Where a file lies that the user dropped on the window (a DOM `File`); empty for one that is on no disk. */
  pathOf(file: object): string;
}

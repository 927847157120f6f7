import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { PreloadBridge } from '../shared/ipc/main-events.ts';

/** The repository; the app's bundle is in its out/. */
export const root = join(import.meta.dirname, '..');

/** Chromium's sandbox does not run as root on Linux. */
export const sandboxArgs: readonly string[] = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

declare global {
  interface Window {
    readonly hawser: PreloadBridge;
  }
}

export interface OpenHawser {
  readonly app: ElectronApplication;
  /** The window, its page loaded. */
  readonly page: Page;
  /** Where this one keeps its files. */
  readonly userData: string;
  /** Ends the app; its folder goes too unless the caller brought it. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Where the app keeps its files, to open it once more. A folder of its own unless given. */
  readonly userData?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Switches for Electron; Playwright itself adds `--password-store=basic`, so that no keyring is used unless one is asked for here. */
  readonly args?: readonly string[];
  /** A file or link that the start is asked to open. */
  readonly opens?: string;
}

/** Opens the bundled app in the runtime that users get. */
export async function openHawser(options: OpenOptions = {}): Promise<OpenHawser> {
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'hawser-e2e-')));
  const home = join(userData, 'home');
  await mkdir(home, { recursive: true });
  const app = await _electron.launch({
    // No path to the runtime is given: only where Playwright finds it itself (the package `electron` does, by ELECTRON_OVERRIDE_DIST_PATH)
    // does it hold the app back until it listens. Otherwise a window that opens too early leaves the launch waiting for ever.
    args: [...sandboxArgs, ...(options.args ?? []), root, ...(options.opens === undefined ? [] : [options.opens])],
    // The theme is the app's own, not one that the test pretends.
    colorScheme: null,
    // A home of its own too: what the machine's user has in ~/.ssh or in an agent is no business of a test.
    env: { ...(process.env as Record<string, string>), HOME: home, SSH_AUTH_SOCK: '', ...options.env, HAWSER_USER_DATA: userData },
  });
  const page = await app.firstWindow();
  await page.waitForSelector('#root > *');
  return {
    app, page, userData,
    close: async () => {
      await app.close();
      if (options.userData === undefined) await rm(userData, { recursive: true, force: true });
    },
  };
}

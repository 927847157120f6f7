import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Locator, type TestInfo } from '@playwright/test';
import { startServer, type ServerKind, type ServerOptions, type TestServer } from './fixtures/start-server.ts';
import { openHawser, type OpenHawser, type OpenOptions } from './open-hawser.ts';
import { dialog } from './pages/dialog.ts';
import { log } from './pages/log.ts';
import { pane } from './pages/pane.ts';
import { queue } from './pages/queue.ts';
import { quickconnect } from './pages/quickconnect.ts';

export { expect } from '@playwright/test';

/** The app with everything that its window shows. */
export interface HawserWindow extends OpenHawser {
  readonly quickconnect: ReturnType<typeof quickconnect>;
  readonly local: ReturnType<typeof pane>;
  readonly remote: ReturnType<typeof pane>;
  readonly queue: ReturnType<typeof queue>;
  readonly log: ReturnType<typeof log>;
  readonly dialog: ReturnType<typeof dialog>;
  /** The words at the left of the status bar. */
  readonly status: Locator;
  /** What the user is told without having asked. */
  readonly notices: Locator;
}

interface Stoppable {
  stop(): Promise<unknown>;
}

interface Fixtures {
  /** A folder of the test's own, without links in its path. The user of the servers may look into it. */
  readonly folder: string;
  /** Starts a real server, which ends with the test. */
  readonly start: (kind: ServerKind, options?: ServerOptions) => Promise<TestServer>;
  /** Ends a double or a proxy with the test. */
  readonly until: <T extends Stoppable>(starting: Promise<T>) => Promise<T>;
  /** Opens the app on `userData` below the test's folder; a second call, after the first was closed, opens it as it was left. */
  readonly open: (options?: OpenOptions) => Promise<HawserWindow>;
  /** The app, open. */
  readonly hawser: HawserWindow;
}

export const test = base.extend<Fixtures>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(await realpath(tmpdir()), 'hawser-window-'));
    await chmod(folder, 0o755);
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  // Ends before the folder goes, since a disk may be mounted in there.
  until: async ({ folder: _folder }, use) => {
    const running: Stoppable[] = [];
    await use(async (starting) => {
      const started = await starting;
      running.push(started);
      return started;
    });
    await Promise.all(running.map((one) => one.stop()));
  },
  start: async ({ until }, use) => {
    await use((kind, options = {}) => until(startServer(kind, options)));
  },
  // Closed before servers are stopped, since it depends on `until`.
  open: async ({ folder, until: _ends }, use, info) => {
    const opened: OpenHawser[] = [];
    await use(async (options = {}) => {
      const hawser = await openHawser({ userData: join(folder, 'user data'), ...options });
      opened.push(hawser);
      const close = async (): Promise<void> => {
        opened.splice(opened.indexOf(hawser), 1);
        await hawser.close();
      };
      return withPages({ ...hawser, close });
    });
    const last = opened.at(-1);
    if (last !== undefined && info.status !== info.expectedStatus) await showFailure(last, info);
    await Promise.all(opened.map((hawser) => hawser.close()));
  },
  hawser: async ({ open }, use) => {
    await use(await open());
  },
});

function withPages(hawser: OpenHawser): HawserWindow {
  const { page } = hawser;
  return {
    ...hawser,
    quickconnect: quickconnect(page),
    local: pane(page, 'local'),
    remote: pane(page, 'remote'),
    queue: queue(page),
    log: log(page),
    dialog: dialog(page),
    status: page.locator('footer').getByRole('status'),
    notices: page.getByRole('region', { name: 'Notices' }).getByRole('alert'),
  };
}

/** What the window looked like, for the reader of a failure. */
async function showFailure({ page }: OpenHawser, info: TestInfo): Promise<void> {
  const picture = await page.screenshot({ timeout: 5000 }).catch(() => null);
  if (picture !== null) await info.attach('window.png', { body: picture, contentType: 'image/png' });
  const words = await page.getByRole('log').innerText({ timeout: 5000 }).catch(() => null);
  if (words !== null) await info.attach('message log', { body: words, contentType: 'text/plain' });
}

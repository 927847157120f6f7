import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchOptions } from './bench.ts';
import { connect, firstPage, type PageView } from './devtools.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const patience = 30_000;

/**
 * Waits, frame by frame, until the local pane shows its rows: the window is painted, the engine runs, and the two talk to each other.
 * Gives the time as the page's clock has it, which is the machine's.
 */
const usable = `new Promise((resolve, reject) => {
  if (location.href === 'about:blank') return reject(new Error('blank'));
  const look = () => {
    if (document.querySelectorAll('[role="grid"] [role="row"][aria-rowindex]:not([aria-rowindex="1"]), [role="grid"] [data-row]').length > 0) {
      requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
    } else requestAnimationFrame(look);
  };
  look();
})`;

export interface Launch {
  readonly env?: Readonly<Record<string, string>>;
  /** Lets `use` look into the main process too. */
  readonly inspectMain?: boolean;
}

/**
 * Launches the app on a fresh profile, into which `prepare` may put files, and looks into its window. `use` gets the page, when the
 * app was launched by the machine's clock in milliseconds, and the main process where it may be looked into.
 */
export async function inWindow<T>(
  { electron, place }: BenchOptions,
  use: (page: PageView, launched: number, main: PageView | null) => Promise<T>,
  prepare?: (userData: string) => Promise<void>,
  { env: given = {}, inspectMain = false }: Launch = {},
): Promise<T> {
  const userData = await mkdtemp(join(place.folder, 'user-data-'));
  await prepare?.(userData);
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;
  const launched = performance.timeOrigin + performance.now();
  const app = spawn(electron, [...(inspectMain ? ['--inspect=0'] : []), ...sandbox, '--remote-debugging-port=0', `--user-data-dir=${userData}`, root], {
    env: { ...env, ...given, HAWSER_USER_DATA: userData },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(app, 'exit');
  try {
    const lines = app.stderr.setEncoding('utf8');
    const [port, inspector] = await Promise.all([said(lines, /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//u), inspectMain ? said(lines, /Debugger listening on (ws:\S+)/u) : null]);
    const page = await firstPage(Number(port), AbortSignal.timeout(patience));
    const main = inspector === null ? null : await connect(inspector);
    const result = await use(page, launched, main);
    page.close();
    main?.close();
    return result;
  } finally {
    app.kill();
    await ended;
    await rm(userData, { recursive: true, force: true });
  }
}

/** When the window could be used, by the machine's clock. Asks again when the page was still the blank one that the window begins with. */
export async function usableAt(page: PageView, deadline = performance.now() + patience): Promise<number> {
  const at = await page.evaluate(usable).catch((problem: unknown) => problem);
  if (typeof at === 'number') return at;
  if (performance.now() > deadline) throw new Error(`The window never became usable: ${String(at)}`);
  return usableAt(page, deadline);
}

/** Chromium and Node say on standard error where they took a port. */
function said(lines: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = '';
    lines.on('data', (text: string) => {
      seen += text;
      const found = pattern.exec(seen)?.[1];
      if (found !== undefined) resolve(found);
    });
    lines.on('end', () => reject(new Error(`The app ended before its window was there:\n${seen.slice(-2000)}`)));
  });
}

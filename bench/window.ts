import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchOptions } from './bench.ts';
import { firstPage, type PageView } from './devtools.ts';

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

/** The app as it runs, and when it was launched, by the machine's clock in milliseconds. */
export interface RunningApp {
  readonly launched: number;
  readonly pid: number;
  /** The inspector of the main process, for apps that were started with `inspected`. */
  readonly inspector: string | null;
}

export interface Launch {
  /** Puts files into the profile. */
  readonly prepare?: (userData: string) => Promise<void>;
  /** Whether the main process can be looked into as well. */
  readonly inspected?: boolean;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Launches the app on a fresh profile and looks into its window. */
export async function inWindow<T>({ electron, place }: BenchOptions, use: (page: PageView, app: RunningApp) => Promise<T>, { prepare, inspected = false, env: given = {} }: Launch = {}): Promise<T> {
  const userData = await mkdtemp(join(place.folder, 'user-data-'));
  await prepare?.(userData);
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;
  const launched = performance.timeOrigin + performance.now();
  const app = spawn(electron, [...sandbox, ...(inspected ? ['--inspect=127.0.0.1:0'] : []), '--remote-debugging-port=0', `--user-data-dir=${userData}`, root], {
    env: { ...env, ...given, HAWSER_USER_DATA: userData },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(app, 'exit');
  try {
    const { port, inspector } = await whereToLook(app.stderr.setEncoding('utf8'));
    const page = await firstPage(port, AbortSignal.timeout(patience));
    const result = await use(page, { launched, pid: app.pid!, inspector });
    page.close();
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

/** Chromium and Node say on standard error which ports they took; Node does first. */
function whereToLook(lines: NodeJS.ReadableStream): Promise<{ readonly port: number; readonly inspector: string | null }> {
  return new Promise((resolve, reject) => {
    let seen = '';
    lines.on('data', (text: string) => {
      seen += text;
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//u.exec(seen)?.[1];
      if (port !== undefined) resolve({ port: Number(port), inspector: /Debugger listening on (ws:\S+)/u.exec(seen)?.[1] ?? null });
    });
    lines.on('end', () => reject(new Error(`The app ended before its window was there:\n${seen.slice(-2000)}`)));
  });
}

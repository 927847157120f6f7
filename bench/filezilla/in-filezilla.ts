import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../e2e/fixtures/run-command.ts';
import type { BenchOptions } from '../bench.ts';
import type { Target } from '../peers/client.ts';
import { siteName, type Shown, writeFileZillaHome } from './home.ts';
import { type LogTail, tailLog } from './log-tail.ts';

/** Where the first row below `..` is, in the window that `home.ts` lays out. */
const rowAt = { local: [100, 129], remote: [700, 129] } as const;

const patience = 30_000;
/** Until what was clicked is drawn: nothing tells. */
const DRAWN_MS = 700;

/** FileZilla, signed in, with its two lists shown. */
export interface FileZilla {
  readonly pid: number;
  readonly log: LogTail;
  readonly home: string;
  /** Presses this letter in the context menu of the only folder that the list shows. Resolves right before the key is pressed. */
  choose(side: keyof typeof rowAt, letter: string): Promise<void>;
  /** Ends it as a user does; it writes down its queue then. */
  quit(): Promise<void>;
}

/** Runs FileZilla on a home folder of its own and drives it as a person at the screen does. The lists show one folder each, or none. */
export async function inFileZilla<T>({ place }: BenchOptions, target: Target, shown: Shown, use: (program: FileZilla) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(place.folder, 'filezilla-'));
  const file = await writeFileZillaHome(home, target, shown);
  const child = spawn('filezilla', ['-c', `0/${siteName}`], { env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config') }, stdio: 'ignore' });
  const ended = once(child, 'exit');
  let log: LogTail | null = null;
  try {
    await exists(file);
    log = tailLog(file);
    await log.sees('" successful', 1, patience);
    await drawn();
    return await use({
      pid: child.pid!,
      log,
      home,
      choose: async (side, letter) => {
        const [x, y] = rowAt[side].map(String);
        await runCommand('xdotool', ['mousemove', x!, y!, 'click', '1']);
        await drawn();
        await runCommand('xdotool', ['click', '3']);
        await drawn();
        void runCommand('xdotool', ['key', letter]);
      },
      quit: async () => {
        await runCommand('xdotool', ['key', 'ctrl+q']);
        await ended;
      },
    });
  } finally {
    log?.close();
    child.kill();
    await ended;
    await rm(home, { recursive: true, force: true });
  }
}

const drawn = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, DRAWN_MS); });

async function exists(file: string): Promise<void> {
  for (const deadline = performance.now() + patience; ; ) {
    if (await access(file).then(() => true, () => false)) return;
    if (performance.now() > deadline) throw new Error('FileZilla did not begin a log.');
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

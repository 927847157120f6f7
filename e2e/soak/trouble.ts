import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FaultProxy } from '../fixtures/fault-proxy.ts';
import type { SeededRandom } from '../fixtures/seeded-random.ts';
import type { Errand, Report } from './errand.ts';

const child = fileURLToPath(new URL('engine-child.ts', import.meta.url));
const faultKinds = ['cut', 'reset', 'stall', 'throttle', 'close-twice', 'kill'] as const;

export interface Troubled {
  readonly report: Report;
  readonly faults: Readonly<Record<(typeof faultKinds)[number], number>>;
  /** What the user did, all in all. */
  readonly acts: number;
}

/**
 * Runs the errand to its end while one proxy after the other misbehaves and the engine is killed, until its user comes to rest. `seen`: called when all is
 * done and the engine still runs.
 */
export async function runInTrouble(errand: Errand, proxies: readonly FaultProxy[], random: SeededRandom, seen: () => Promise<void>): Promise<Troubled> {
  const faults = { cut: 0, reset: 0, stall: 0, throttle: 0, 'close-twice': 0, kill: 0 };
  let acts = 0;
  for (let seed = errand.seed; ; seed++) {
    const running = spawn(process.execPath, [child, JSON.stringify({ ...errand, seed })], { stdio: ['pipe', 'pipe', 'inherit'] });
    let said = '';
    let timer: NodeJS.Timeout | undefined;
    const heal = (): void => { for (const proxy of proxies) proxy.setFaults({}, {}); };
    const trouble = (): void => {
      if (Date.now() > errand.restlessUntil) return heal();
      const kind = faultKinds[random.below(faultKinds.length)]!;
      faults[kind] += 1;
      if (kind === 'kill') return void running.kill('SIGKILL');
      spoil(proxies[random.below(proxies.length)]!, kind, random);
      timer = setTimeout(() => {
        heal();
        timer = setTimeout(trouble, 50 + random.below(350));
      }, 50 + random.below(600));
    };
    running.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      if (said.endsWith('}\n')) void seen().finally(() => running.stdin.end());
      timer ??= setTimeout(trouble, random.below(300));
    });
    const code = await new Promise<number | null>((resolve) => { running.once('exit', resolve); });
    clearTimeout(timer);
    heal();
    acts += said.split('did ').length - 1;
    if (code === 0) return { report: JSON.parse(said.slice(said.indexOf('{'))) as Report, faults, acts };
    if (running.signalCode !== 'SIGKILL') throw new Error(`The engine ended by itself with ${code ?? running.signalCode}.`);
  }
}

function spoil(proxy: FaultProxy, kind: Exclude<(typeof faultKinds)[number], 'kill'>, random: SeededRandom): void {
  switch (kind) {
    case 'cut':
      return proxy.cut('close');
    case 'reset':
      return proxy.cut('reset');
    case 'stall':
      return proxy.setFaults({ stallAfter: { toClient: random.below(50_000), toServer: random.below(50_000) } }, { stallAfter: { toClient: random.below(500_000) } });
    case 'throttle':
      return proxy.setFaults({ bytesPerSecond: 400_000 }, { bytesPerSecond: 400_000 });
    case 'close-twice': {
      const closesAgain = random.below(2) === 0 ? 'close' : 'reset';
      return proxy.setFaults({ closesAgain }, { closesAgain });
    }
  }
}

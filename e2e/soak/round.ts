import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Errand } from '../../main/engine/queue/testing/queue-child.ts';
import { compareTrees } from '../fixtures/compare-trees.ts';
import { type FaultProxy, startFaultProxy } from '../fixtures/fault-proxy.ts';
import { makeOddFiles } from '../fixtures/odd-files.ts';
import { seededRandom, type SeededRandom } from '../fixtures/seeded-random.ts';
import { startServer, type ServerKind } from '../fixtures/start-server.ts';

const child = fileURLToPath(new URL('../../main/engine/queue/testing/queue-child.ts', import.meta.url));
/** Faults come in this many of the first milliseconds of a round; then it may finish in peace. */
const TROUBLE_MS = 20_000;

export interface RoundResult {
  readonly kind: ServerKind;
  readonly files: number;
  readonly bytes: number;
  readonly faults: Readonly<Record<'cut' | 'reset' | 'stall' | 'throttle' | 'kill', number>>;
  /** What is not as it should be; empty when both trees are the same byte for byte and each row of the queue is done. */
  readonly wrong: readonly string[];
}

/** Sends one tree up and fetches another while connections are cut, reset, stalled and slowed down and the engine is killed, and compares every byte at the end. */
export async function soakRound(kind: ServerKind, seed: number): Promise<RoundResult> {
  const random = seededRandom(seed);
  const scratch = await mkdtemp(join(tmpdir(), 'hawser-soak-'));
  const server = await startServer(kind);
  const proxy = await startFaultProxy(server, server.protocol === 'ftp' ? { dataFaults: {} } : {});
  try {
    const [up, down, target] = [join(scratch, 'up'), join(server.root, 'down'), join(scratch, 'target')];
    for (const folder of [up, down, target]) await mkdir(folder);
    const made = [await makeOddFiles(up, { seed, files: 120, bigFile: 12_000_000, server: kind }), await makeOddFiles(down, { seed: seed + 1, files: 120, bigFile: 12_000_000, server: kind })];
    await server.handOver();
    const home = server.homePath;
    const errand: Errand = {
      profile: { protocol: server.protocol, host: proxy.host, port: proxy.port, logon: { type: 'password', user: server.user } },
      secret: server.password,
      queue: join(scratch, 'queue.sqlite'),
      retries: 99,
      up: { from: up, to: home },
      down: { from: home === '/' ? '/down' : `${home}/down`, to: target },
    };
    const { said, faults } = await runInTrouble(errand, proxy, random);
    const trees = [await compareTrees(up, join(server.root, 'up')), await compareTrees(down, join(target, 'down'))];
    const { counts, failed } = JSON.parse(said.slice(said.indexOf('{'))) as { readonly counts: { readonly queued: number; readonly failed: number }; readonly failed: readonly string[] };
    const wrong = [...failed, ...trees.flatMap(({ differences }) => differences), ...(counts.failed + counts.queued > 0 ? [`${counts.failed} rows failed and ${counts.queued} are left`] : [])];
    return { kind, files: made[0]!.files + made[1]!.files, bytes: made[0]!.bytes + made[1]!.bytes, faults, wrong };
  } finally {
    await proxy.stop();
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function runInTrouble(errand: Errand, proxy: FaultProxy, random: SeededRandom) {
  const faults = { cut: 0, reset: 0, stall: 0, throttle: 0, kill: 0 };
  const kinds = Object.keys(faults) as (keyof typeof faults)[];
  const until = performance.now() + TROUBLE_MS;
  for (;;) {
    const running = spawn(process.execPath, [child, JSON.stringify(errand)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    let timer: NodeJS.Timeout | undefined;
    const trouble = (): void => {
      if (performance.now() > until) return proxy.setFaults({}, {});
      const kind = kinds[random.below(kinds.length)] ?? 'cut';
      faults[kind] += 1;
      if (kind === 'kill') return void running.kill('SIGKILL');
      if (kind === 'cut' || kind === 'reset') proxy.cut(kind === 'cut' ? 'close' : 'reset');
      else proxy.setFaults(kind === 'stall' ? { stallAfter: { toClient: random.below(50_000), toServer: random.below(50_000) } } : { bytesPerSecond: 400_000 }, kind === 'stall' ? { stallAfter: { toClient: random.below(500_000) } } : { bytesPerSecond: 400_000 });
      timer = setTimeout(() => {
        proxy.setFaults({}, {});
        timer = setTimeout(trouble, 50 + random.below(350));
      }, 50 + random.below(600));
    };
    running.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      timer ??= setTimeout(trouble, random.below(300));
    });
    const code = await new Promise<number | null>((resolve) => running.once('exit', resolve));
    clearTimeout(timer);
    proxy.setFaults({}, {});
    if (code === 0) return { said, faults };
    if (running.signalCode !== 'SIGKILL') throw new Error(`The engine ended by itself with ${code ?? running.signalCode}.`);
  }
}

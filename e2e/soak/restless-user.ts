import { setTimeout as delay } from 'node:timers/promises';
import type { TransferId } from '../../shared/model/ids.ts';
import type { ConflictAction } from '../../shared/model/transfer-rules.ts';
import { priorities, type Movement, type TransferRow } from '../../shared/model/transfer.ts';
import { valueOf, type TestEngine } from '../../main/engine/test-engine.ts';
import type { SeededRandom } from '../fixtures/seeded-random.ts';

/** Somebody who cannot leave a queue alone. */
export interface RestlessUser {
  /** Does one thing, and gives its name. */
  act(): Promise<string>;
  /** Lets everything go on without hindrance. */
  rest(): Promise<void>;
}

/** What a copy that was broken off has left at its target is asked about like any other file; only these rules replace it for certain. */
const replacing: readonly ConflictAction[] = ['overwrite', 'content'];

/** `copyRule`: what happens to files that copies between servers find at their target. */
export function restlessUser({ client, changeSettings }: TestEngine, random: SeededRandom, copyRule: ConflictAction): RestlessUser {
  const one = <T>(all: readonly T[]): T => all[random.below(all.length)]!;
  const draw = async (search?: string): Promise<readonly TransferRow[]> => {
    const page = async (offset: number) => valueOf(await client.queuePage({ tab: 'queued', expanded: [], offset, count: 1 + random.below(12), ...(search === undefined ? {} : { search }) }));
    const { total } = await page(0);
    return (await page(random.below(Math.max(1, total)))).rows.map(({ row }) => row);
  };
  /** What runs just then, files wherever they are, or what stands outermost: folders. */
  const some = async (): Promise<readonly TransferRow[]> => {
    const where = random.below(5);
    if (where < 2) return valueOf(await client.snapshot()).queue.near.filter(() => random.below(2) === 0);
    return where < 4 ? draw('/') : draw();
  };
  const idsOf = (rows: readonly TransferRow[]): TransferId[] => rows.map(({ id }) => id);

  const shortly = async (change: (on: boolean) => Promise<unknown>): Promise<void> => {
    await change(true);
    await delay(random.below(400));
    await change(false);
  };

  const actions: Readonly<Record<string, () => Promise<unknown>>> = {
    'pause-all': () => shortly(async (paused) => client.pauseQueue(paused)),
    'resume-all': () => client.pauseQueue(false),
    pause: async () => client.pauseTransfers(idsOf(await some()), true),
    resume: () => client.pauseTransfers(undefined, false),
    prioritize: async () => client.prioritizeTransfers(idsOf(await some()), one(priorities)),
    move: async () => {
      const [first, ...rest] = idsOf(await some());
      if (first === undefined) return;
      const beside = random.below(2) === 0 ? { before: first } : { after: first };
      const movement: Movement = rest.length === 0 ? one(['first', 'last']) : beside;
      await client.moveTransfers(rest.length === 0 ? [first] : rest, movement);
    },
    cancel: async () => client.cancelTransfers(idsOf((await some()).filter(({ direction }) => direction !== 'copy' || replacing.includes(copyRule)))),
    retry: () => client.retryTransfers({ tab: 'failed' }),
    concurrency: async () => changeSettings({ transfers: 1 + random.below(10), uploads: one([null, 1, 3]), downloads: one([null, 1, 3]) }),
    limits: async () => changeSettings({ uploadRate: one([null, null, 1_000_000, 5_000_000]), downloadRate: one([null, null, 1_000_000, 5_000_000]) }),
    'network-gone': () => shortly(async (gone) => client.networkChanged(!gone)),
  };

  return {
    act: async () => {
      const name = one(Object.keys(actions));
      await actions[name]!();
      return name;
    },
    rest: async () => {
      changeSettings({});
      valueOf(await client.networkChanged(true));
      valueOf(await client.pauseQueue(false));
      valueOf(await client.pauseTransfers(undefined, false));
    },
  };
}

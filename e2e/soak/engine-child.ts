import { setTimeout as delay } from 'node:timers/promises';
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { profileLabel, profileSchema } from '../../shared/model/profile.ts';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { hostMemory, startTestEngine, trusting, valueOf } from '../../main/engine/test-engine.ts';
import { seededRandom } from '../fixtures/seeded-random.ts';
import type { Errand, Report, Spot } from './errand.ts';
import { restlessUser } from './restless-user.ts';

/** An engine in a process of its own, that is killed and started again until its queue is done. It says `ready`, and at the end its report; it goes on until its input ends. */
const errand = JSON.parse(process.argv[2]!) as Errand;
/** How long it may take once nothing hinders it. */
const REST_MS = 180_000;

const memory = hostMemory();
const servers = errand.servers.map(({ profile, secret }) => ({ profile: profileSchema.parse(profile), secret }));
for (const { profile, secret } of servers) memory.secrets.set(profileLabel(profile), secret);
const engine = startTestEngine({
  memory, queue: { path: errand.queue, goOn: true }, settings: errand.settings,
  // Whoever is asked keeps what is there: rules that leave something open then come to the same each time.
  answer: (question) => (question.kind === 'file-exists' ? { kind: 'file-exists', answer: { action: 'skip', scope: 'this' } } : trusting(question)),
});
const status = async () => valueOf(await engine.client.snapshot()).queue;
const failed = async () => valueOf(await engine.client.queuePage({ tab: 'failed', expanded: [], offset: 0, count: 1000 })).rows.map(({ row }) => row);
const wrong: string[] = [];
/** What has been cancelled is tried again; nothing may have failed. */
const retry = async (): Promise<void> => {
  for (const { state, from, failure } of await failed()) if (state === 'failed' && failure?.code !== 'cancelled') wrong.push(`${from.path}: ${failure?.reason ?? '?'} ${failure?.detail ?? ''}`);
  valueOf(await engine.client.retryTransfers({ tab: 'failed' }));
};

const { counts, totals } = await status();
if (counts.queued + counts.done + counts.failed + totals.queued + totals.active === 0) {
  const sessions = await Promise.all(servers.map(async ({ profile, secret }) => (await engine.connect(profile, secret)).session));
  const placeOf = ({ on, path }: Spot) => ({ session: on === 'here' ? LOCAL_SESSION : sessions[on]!, path });
  for (const { from, to } of errand.requests) valueOf(await engine.client.enqueue({ sources: [{ place: placeOf(from), kind: 'directory', size: null }], targetDirectory: placeOf(to) }));
}
// For the next one, since this one may be killed before it would do so by itself.
flushCompileCache();
process.stdout.write('ready\n');

const random = seededRandom(errand.seed);
const user = restlessUser(engine, random, errand.settings.existsCopy === 'ask' ? 'skip' : errand.settings.existsCopy ?? 'skip');
while (Date.now() < errand.restlessUntil) {
  process.stdout.write(`did ${await user.act()}\n`);
  await delay(20 + random.below(200));
}
const early = (await status()).counts.done;
await user.rest();
const givenUp = Date.now() + REST_MS;
for (;;) {
  const now = await status();
  const moving = now.totals.queued + now.totals.active + now.counts.queued;
  if (moving === 0 && (now.counts.failed === 0 || wrong.length > 0)) break;
  if (moving === 0) await retry();
  if (Date.now() > givenUp) {
    const left = valueOf(await engine.client.queuePage({ tab: 'queued', expanded: [], offset: 0, count: 20 })).rows.map(({ row }) => row);
    wrong.push(`${moving} are left after ${REST_MS / 1000} s of peace: ${[...left, ...now.near].map(({ from, state, failure, retryAt }) => `${from.path} ${state} ${failure?.reason ?? ''} ${retryAt === null ? '' : `due in ${retryAt - Date.now()} ms`}`).join(', ')}`);
    break;
  }
  await delay(20);
}
const find = async () => valueOf(await engine.client.queuePage({ tab: 'done', search: '/met-', expanded: [], offset: 0, count: 1000 }));
let found = await find();
for (; found.found !== undefined && Date.now() < givenUp + REST_MS; found = await find()) await delay(20);
const met = found.rows.map(({ row }) => row).filter(({ kind }) => kind === 'file');
const copies = met.filter(({ direction }) => direction === 'copy');
const outcomes = Object.fromEntries(met.map(({ to, from, state, note }) => [to.path, `${state} ${note ?? ''} from ${from.path}`]));
const report: Report = { wrong, early, outcomes, direct: copies.filter(({ direct }) => direct === true).length, through: copies.filter(({ direct }) => direct === false).length };
process.stdout.write(`${JSON.stringify(report)}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
await engine.close();
process.exit(0);

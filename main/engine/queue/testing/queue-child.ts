import { flushCompileCache } from 'node:module';
import { profileLabel, profileSchema } from '../../../../shared/model/profile.ts';
import { LOCAL_SESSION } from '../../../../shared/model/ids.ts';
import { hostMemory, startTestEngine, valueOf } from '../../test-engine.ts';

/** What the parent process says in argv: which server, where the queue is kept, and what to move both ways. */
export interface Errand {
  readonly profile: unknown;
  readonly secret: string;
  readonly queue: string;
  /** Times that a row is tried again; 5 unless given. */
  readonly retries?: number;
  /** Bytes per second each way; as many as there may be unless given. */
  readonly rate?: number;
  readonly up: { readonly from: string; readonly to: string };
  readonly down: { readonly from: string; readonly to: string };
}

/** An engine in a process of its own, that is killed and started again until its queue is done. It says `ready`, and at the end what there is. */
const errand = JSON.parse(process.argv[2]!) as Errand;
const profile = profileSchema.parse(errand.profile);
const memory = hostMemory();
memory.secrets.set(profileLabel(profile), errand.secret);
const engine = startTestEngine({ memory, queue: { path: errand.queue, goOn: true }, settings: { transfers: 6, retries: errand.retries ?? 5, retryDelaySeconds: 0, uploadRate: errand.rate ?? null, downloadRate: errand.rate ?? null } });
const status = async () => valueOf(await engine.client.snapshot()).queue;

const { counts, totals } = await status();
if (counts.queued + counts.done + counts.failed + totals.queued + totals.active === 0) {
  const { session } = await engine.connect(profile, errand.secret);
  const requests = [[{ session: LOCAL_SESSION, path: errand.up.from }, { session, path: errand.up.to }], [{ session, path: errand.down.from }, { session: LOCAL_SESSION, path: errand.down.to }]] as const;
  for (const [place, targetDirectory] of requests) valueOf(await engine.client.enqueue({ sources: [{ place, kind: 'directory', size: null }], targetDirectory }));
}
// For the next one, since this one may be killed before it would do so by itself.
flushCompileCache();
process.stdout.write('ready\n');
while (true) {
  const now = await status();
  if (now.totals.queued + now.totals.active === 0 && now.counts.queued === 0) {
    const failed = now.counts.failed === 0 ? [] : valueOf(await engine.client.queuePage({ tab: 'failed', expanded: [], offset: 0, count: 20 })).rows.map(({ row }) => `${row.from.path}: ${row.failure?.reason ?? '?'} ${row.failure?.detail ?? ''}`);
    process.stdout.write(`${JSON.stringify({ counts: now.counts, failed, asked: engine.questions.map((question) => question.kind) })}\n`);
    await engine.close();
    process.exit(0);
  }
  await new Promise((resolve) => { setTimeout(resolve, 20); });
}

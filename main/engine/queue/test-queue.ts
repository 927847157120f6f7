import { LOCAL_SESSION, sessionIdSchema, type SessionId } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import type { Announcer } from './announce.ts';
import type { Draft, Item } from './item.ts';
import { createQueue, type Queue } from './queue.ts';
import { createBatches, type KnownAccount } from './store/batches.ts';
import { type Database, openDatabase, type Trouble } from './store/database.ts';
import { createVerbs, type Verbs, type VerbsOptions } from './verbs.ts';

export const servers = ['a', 'b', 'c'].map((name) => sessionIdSchema.parse(name));

export const directions = ['download', 'upload', 'copy'] as const;

function account(session: SessionId): KnownAccount {
  const profile = session === LOCAL_SESSION ? null : profileSchema.parse({ protocol: 'sftp', host: session, port: 22, logon: { type: 'password', user: 'me' } });
  return { session, label: profile === null ? 'local' : `sftp://me@${session}:22`, profile, site: null };
}

/** What a request would bring; for a download unless another direction is given. */
export function draft(change: Partial<Draft> = {}): Draft {
  const { lane = servers[0]!, direction = 'download' } = change;
  const [here, there, elsewhere] = [{ session: LOCAL_SESSION, path: '/t/f' }, { session: lane, path: '/f' }, { session: servers.find((server) => server !== lane)!, path: '/g' }];
  const [from, to] = { download: [there, here] as const, upload: [here, there] as const, copy: [there, elsewhere] as const }[direction];
  return {
    parent: null, batch: servers.indexOf(lane) + 1 + 10 * directions.indexOf(direction), kind: 'file', direction, from, to,
    chosen: '/t', server: account(lane).label, lane, source: null, size: 100, depth: 0, ...change,
  };
}

export interface TestQueue extends Queue {
  readonly database: Database;
  /** Adds through the batches, as a request does. */
  enter(...drafts: readonly Draft[]): readonly Item[];
  /** The newest object of each item. */
  items(): readonly Item[];
  commit(): void;
  close(): void;
}

/** A queue in this file, or in memory. */
export function openTestQueue(file: string | null = null, followed = true, troubled?: (trouble: Trouble) => void): TestQueue {
  const database = openDatabase(file, troubled);
  const batches = createBatches(database, ({ session }) => session);
  const queue = createQueue({ database, batches, followed, now: () => 0 });
  return {
    ...queue,
    database,
    enter: (...drafts) => {
      for (const { batch, direction, from, to, lane, chosen } of drafts) batches.ensure({ id: batch, direction, from: from.session, to: to.session, lane, chosen }, account);
      return queue.add(drafts);
    },
    items: () => queue.rows().map((row) => queue.get(row.id)!),
    commit: database.commit,
    close: database.close,
  };
}

/** What the user does to the rows of a queue whose items run only as far as `stop` knows. */
export function testVerbs(queue: Queue, stop: VerbsOptions['runner']['stop'] = () => false): Verbs {
  return createVerbs({ queue, runner: { stop, pump: () => {}, forget: () => {}, goOn: () => false }, announcer: { flush: () => {} } as unknown as Announcer, dropBeside: () => Promise.resolve() });
}

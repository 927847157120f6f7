import type { SessionId, SiteId } from '../../../../shared/model/ids.ts';
import type { Profile } from '../../../../shared/model/profile.ts';
import type { TransferRow } from '../../../../shared/model/transfer.ts';
import { textOrNull, type Batch, type StoredRow } from './decode.ts';
import type { Database } from './database.ts';
import { fromStored, toStored } from './text.ts';

/** Who an item leads to, as it must be known after a restart. The profile is null for the local disk. */
export interface KnownAccount {
  readonly session: SessionId;
  readonly label: string;
  readonly profile: Profile | null;
  readonly site: SiteId | null;
}

/** Requests and the accounts that they name. Few, so that all that items refer to stay in memory once they were met. */
export interface Batches {
  /** The batch of this number; made where there is none. */
  ensure(batch: Omit<Batch, 'server'>, account: (session: SessionId) => KnownAccount): void;
  get(id: number): Batch;
  /** The number of a lane in the tables. */
  laneNumber(session: SessionId): number;
  laneOf(number: number): SessionId;
  labelOf(session: SessionId): string;
  /** Writes down again what is in memory, where a file that broke has lost it. */
  restore(): void;
  /** Numbers for new batches, one for each pair of ends, since what one batch holds has these in common. */
  numbering(): (from: SessionId, to: SessionId) => number;
}

/**
 * Reads what an earlier run has left. `adopt` gives the session of an account that was stored then: its id may be another one by now, since
 * it is made from the profile.
 */
export function createBatches(database: Database, adopt: (account: KnownAccount) => SessionId): Batches {
  const accounts = new Map<number, KnownAccount>();
  const numbers = new Map<SessionId, number>();
  const batches = new Map<number, Batch>();
  const addAccount = database.writing('INSERT INTO accounts (id, session, label, profile, site) VALUES (?, ?, ?, ?, ?)');
  const addBatch = database.writing('INSERT INTO batches (id, direction, source, target, lane, chosen) VALUES (?, ?, ?, ?, ?, ?)');
  const restoreAccount = database.writing('INSERT OR IGNORE INTO accounts (id, session, label, profile, site) VALUES (?, ?, ?, ?, ?)');
  const restoreBatch = database.writing('INSERT OR IGNORE INTO batches (id, direction, source, target, lane, chosen) VALUES (?, ?, ?, ?, ?, ?)');
  const oneBatch = database.reading('SELECT id, direction, source, target, lane, chosen FROM batches WHERE id = ?');
  let lastAccount = 0;
  let lastBatch = Number(database.reading('SELECT max(id) AS last FROM batches').get()?.['last'] ?? 0);

  // Who nothing leads to any more is forgotten.
  database.writing('DELETE FROM batches WHERE id NOT IN (SELECT batch FROM items)')();
  database.writing('DELETE FROM accounts WHERE id NOT IN (SELECT source FROM batches UNION SELECT target FROM batches UNION SELECT lane FROM batches)')();
  for (const row of database.reading('SELECT id, session, label, profile, site FROM accounts').iterate() as Iterable<StoredRow>) {
    const profile = typeof row['profile'] === 'string' ? (JSON.parse(row['profile']) as Profile) : null;
    const label = String(row['label']);
    const session = adopt({ session: String(row['session']) as SessionId, label, profile, site: textOrNull(row['site']) as SiteId | null });
    lastAccount = Math.max(lastAccount, Number(row['id']));
    accounts.set(Number(row['id']), { session, label, profile, site: textOrNull(row['site']) as SiteId | null });
    numbers.set(session, Number(row['id']));
  }
  const numberOf = (session: SessionId, account: (session: SessionId) => KnownAccount): number => {
    const known = numbers.get(session);
    if (known !== undefined) return known;
    const { label, profile, site } = account(session);
    const number = ++lastAccount;
    addAccount(number, session, label, profile === null ? null : JSON.stringify(profile), site);
    accounts.set(number, { session, label, profile, site });
    numbers.set(session, number);
    return number;
  };
  const sessionOf = (number: unknown): SessionId => accounts.get(Number(number))!.session;

  return {
    ensure: (batch, account) => {
      if (batches.has(batch.id) || (batch.id <= lastBatch && oneBatch.get(batch.id) !== undefined)) return;
      const lane = numberOf(batch.lane, account);
      addBatch(batch.id, batch.direction, numberOf(batch.from, account), numberOf(batch.to, account), lane, toStored(batch.chosen));
      batches.set(batch.id, { ...batch, server: accounts.get(lane)!.label });
      lastBatch = Math.max(lastBatch, batch.id);
    },
    get: (id) => {
      let batch = batches.get(id);
      if (batch === undefined) {
        const row = oneBatch.get(id) as StoredRow;
        batch = {
          id, direction: String(row['direction']) as TransferRow['direction'], from: sessionOf(row['source']), to: sessionOf(row['target']), lane: sessionOf(row['lane']),
          chosen: fromStored(row['chosen']), server: accounts.get(Number(row['lane']))!.label,
        };
        batches.set(id, batch);
      }
      return batch;
    },
    laneNumber: (session) => numbers.get(session) ?? -1,
    laneOf: sessionOf,
    restore: () => {
      for (const [number, { session, label, profile, site }] of accounts) restoreAccount(number, session, label, profile === null ? null : JSON.stringify(profile), site);
      for (const { id, direction, from, to, lane, chosen } of batches.values()) restoreBatch(id, direction, numbers.get(from)!, numbers.get(to)!, numbers.get(lane)!, toStored(chosen));
    },
    labelOf: (session) => accounts.get(numbers.get(session) ?? -1)?.label ?? session,
    numbering: () => {
      const given = new Map<string, number>();
      return (from, to) => {
        const ends = `${from}\0${to}`;
        const number = given.get(ends) ?? ++lastBatch;
        given.set(ends, number);
        return number;
      };
    },
  };
}

import { createTally, type Tally } from '../tally.ts';
import type { Batches } from './batches.ts';
import type { Database } from './database.ts';
import { numberOrNull, type StoredRow } from './decode.ts';
import { sortNumber, stateNumber, states } from './schema.ts';

/** What ran, or waited, when an earlier engine ended waits for its turn again. */
export function releaseRunning(database: Database): void {
  database.writing(`UPDATE items SET state = ${stateNumber.queued}, retry_at = NULL WHERE state BETWEEN 1 AND 4 AND state <> ${stateNumber.paused}`)();
}

/** The sums over what an earlier run of the engine has left. */
export function restoreTally(database: Database, batches: Batches): Tally {
  const tally = createTally(Number(database.reading('SELECT max(run) AS last FROM items').get()?.['last'] ?? 0));
  countRows(tally, database, batches);
  return tally;
}

/** Counts the rows that there are. */
export function countRows(tally: Tally, database: Database, batches: Batches): void {
  const groups = database.reading(`SELECT lane, state, sort = ? AS folder, run, CASE WHEN retry_at IS NULL THEN NULL ELSE 0 END AS due, count(*) AS many, total(size) AS bytes
    FROM items GROUP BY lane, state, folder, run, due`);
  for (const row of groups.iterate(sortNumber.directory) as Iterable<StoredRow>) {
    const state = states[Number(row['state'])]!;
    tally.countMany({ kind: row['folder'] === 1 ? 'directory' : 'file', state, size: numberOrNull(row['bytes']), lane: batches.laneOf(Number(row['lane'])), run: Number(row['run']), retryAt: numberOrNull(row['due']) }, Number(row['many']));
  }
}

import type { TransferState } from '../../../../shared/model/transfer.ts';

/** The version of the tables below, kept in `user_version`. A database of a version that `UPGRADES` does not name is set aside. */
export const SCHEMA_VERSION = 2;

/**
 * Rows that are on their way into `items`: of each `name`, `size`, `modified` and `mode` as JSON, and what they have in common. Their numbers go on from
 * the pack's, their places are `step` apart. The check finds a text that is damaged when the file is opened.
 */
const PACKS = `
CREATE TABLE packs (
  id INTEGER PRIMARY KEY, parent INTEGER, batch INTEGER NOT NULL, lane INTEGER NOT NULL, sort INTEGER NOT NULL, depth INTEGER NOT NULL,
  priority INTEGER NOT NULL, first REAL NOT NULL, step REAL NOT NULL, run INTEGER NOT NULL,
  from_directory TEXT NOT NULL, to_directory TEXT NOT NULL, precision TEXT, count INTEGER NOT NULL, rows TEXT NOT NULL CHECK (json_valid(rows))
);
CREATE INDEX packs_next ON packs (lane, sort, priority, first);
CREATE INDEX packs_in ON packs (parent, priority, first);
`;

/**
 * `accounts`: who `from` and `to` lead to, without secrets; `batches`: what the items of one request have in common. An item's `sort` says
 * which of a lane's lists it waits in, `tab` which tab of the window it stands in (null: none, a folder that has nothing left to do). The
 * columns `pending` to `bytes_ended` are a folder's sums over everything below it, and `decided` is 0 until something is.
 */
export const SCHEMA = `
CREATE TABLE accounts (id INTEGER PRIMARY KEY, session TEXT NOT NULL UNIQUE, label TEXT NOT NULL, profile TEXT, site TEXT);
CREATE TABLE batches (id INTEGER PRIMARY KEY, direction TEXT NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL, lane INTEGER NOT NULL, chosen NOT NULL);
CREATE TABLE items (
  id INTEGER PRIMARY KEY, parent INTEGER, batch INTEGER NOT NULL, lane INTEGER NOT NULL, sort INTEGER NOT NULL, depth INTEGER NOT NULL,
  state INTEGER NOT NULL, tab INTEGER, priority INTEGER NOT NULL, position REAL NOT NULL,
  from_path NOT NULL, to_path NOT NULL, size INTEGER, source TEXT, failure TEXT, started INTEGER, ended INTEGER,
  attempts INTEGER NOT NULL, retry_at INTEGER, note TEXT, resume TEXT, decided INTEGER NOT NULL, direct INTEGER, verified INTEGER, run INTEGER NOT NULL,
  pending INTEGER, files INTEGER, files_ended INTEGER, files_failed INTEGER, bytes_total INTEGER, bytes_ended INTEGER
);
CREATE INDEX ready ON items (lane, sort, priority, position) WHERE state = 0;
CREATE INDEX tree ON items (parent, tab, priority, position);
CREATE INDEX outermost ON items (lane, priority, position) WHERE parent IS NULL AND tab = 0;
CREATE INDEX ended ON items (tab, ended) WHERE tab > 0;
CREATE INDEX between_ends ON items (state) WHERE state BETWEEN 1 AND 4;
CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
${PACKS}
PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** What makes a database of an earlier version one of this. */
export const UPGRADES: Readonly<Record<number, string>> = { 1: `${PACKS} PRAGMA user_version = ${SCHEMA_VERSION};` };

/** A state's number is its index. `queued` is 0 and those between the ends are 1 to 4: the indexes above say so. */
export const states: readonly TransferState[] = ['queued', 'expanding', 'active', 'waiting', 'paused', 'done', 'skipped', 'failed', 'cancelled'];
export const stateNumber = Object.fromEntries(states.map((state, index) => [state, index])) as Readonly<Record<TransferState, number>>;

/** A lane's lists: folders to look into, and files by direction. */
export const sorts = ['directory', 'upload', 'download', 'copy'] as const;
export type Sort = (typeof sorts)[number];
export const sortNumber: Readonly<Record<Sort, number>> = { directory: 0, upload: 1, download: 2, copy: 3 };

/** A server may name sizes that together are more than a number here holds, which SQLite would give back as a failure. */
export const MOST_BYTES = Number.MAX_SAFE_INTEGER;

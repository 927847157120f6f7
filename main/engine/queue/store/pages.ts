import type { SessionId, TransferId } from '../../../../shared/model/ids.ts';
import type { QueuePage, QueuePageRequest, QueueTab, ServerHead, TransferRow, TransferScope } from '../../../../shared/model/transfer.ts';
import { idOf, rowOf, sequenceOf, type Item } from '../item.ts';
import type { Batches } from './batches.ts';
import { ITEM_COLUMNS, itemOf, SUM_COLUMNS, sumsOf, type StoredRow } from './decode.ts';
import type { Database, Value } from './database.ts';
import type { Sums } from './folder-sums.ts';
import type { Packs } from './packs.ts';
import { createSearch } from './search.ts';
import { createTree } from './tree.ts';

/** What a window shows of the queue, a part at a time. */
export interface Pages {
  page(request: QueuePageRequest): QueuePage;
  rows(): readonly TransferRow[];
  /** Those that stand there. */
  listedIn(scope: Omit<TransferScope, 'search'>): readonly TransferId[];
  /** Those of them that a search finds, looked for some milliseconds at a time. */
  found(scope: TransferScope & { readonly search: string }): Promise<readonly TransferId[]>;
  /** The sessions that items use up connections of. */
  lanes(): readonly SessionId[];
  movedBelow(): ReadonlyMap<TransferId, number>;
}

const tabNumber = { queued: 0, failed: 1, done: 2 } as const;

/** `near`: the items that run or wait for an answer. `held`: the object of an item that is in memory, which is newer than its row. */
export function createPages(database: Database, batches: Batches, sums: Sums, packs: Pick<Packs, 'count' | 'unpack' | 'unpackSome'>, { near, held }: { readonly near: () => readonly Item[]; readonly held: (sequence: number) => Item | undefined }, version: () => number): Pages {
  const statements = new Map<string, ReturnType<Database['reading']>>();
  const prepared = (sql: string) => {
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = database.reading(sql)));
    return statement;
  };
  const movedBelow = (): Map<TransferId, number> => {
    const moved = new Map<TransferId, number>();
    for (const item of near()) {
      if (item.state !== 'active' || item.parent === null) continue;
      for (const folder of sums.above(sequenceOf(item.parent))) {
        moved.set(idOf(folder), (moved.get(idOf(folder)) ?? sums.of(folder).bytesDone) + item.bytes);
      }
    }
    return moved;
  };
  const decode = (row: StoredRow): TransferRow => rowOf(held(Number(row['id'])) ?? itemOf(row, batches.get(Number(row['batch']))), row['pending'] === null ? null : sumsOf(row));
  const tree = createTree(prepared, sums, version);
  const search = createSearch(prepared, packs, version);

  const lanesOf = (server: string): readonly number[] => prepared('SELECT id FROM accounts WHERE label = ?').all(server).map((row) => Number(row['id']));
  /** The condition on the rows of a scope, apart from a search, and their order. */
  const condition = ({ tab, server }: TransferScope): string => `tab = ${tabNumber[tab]} ${server === undefined ? '' : `AND lane IN (${lanesOf(server).join(', ')})`}`;
  const orderIn = (tab: QueueTab): string => (tab === 'queued' ? 'priority, position' : 'ended DESC, id DESC');
  const foundNow = (request: QueuePageRequest, words: string) =>
    search.now({ where: condition(request), order: request.tab === 'queued' ? ['priority', 'position'] : ['-ended', '-id'], words });

  /** Rows as one list. */
  const listed = (request: QueuePageRequest): QueuePage => {
    const columns = `SELECT ${ITEM_COLUMNS}, ${SUM_COLUMNS} FROM items`;
    const where = condition(request);
    const { offset, count } = request;
    const page = (rows: readonly (StoredRow | undefined)[], total: number): QueuePage =>
      ({ rows: rows.filter((row) => row !== undefined).map((row) => ({ row: decode(row), depth: 0 })), total, heads: [] });
    if (request.search === undefined) {
      const rows = prepared(`${columns} WHERE ${where} ORDER BY ${orderIn(request.tab)} LIMIT ? OFFSET ?`).all(count, offset) as StoredRow[];
      return page(rows, Number(prepared(`SELECT count(*) AS total FROM items WHERE ${where}`).get()?.['total']));
    }
    const { ids, state } = foundNow(request, request.search);
    // What was found before may have gone from there.
    const one = prepared(`${columns} WHERE id = ? AND ${where}`);
    const shown = page(ids.slice(offset, offset + count).map((id) => one.get(id) as StoredRow | undefined), ids.length);
    return state === 'all' ? shown : { ...shown, found: state };
  };

  const asTree = ({ expanded, offset, count }: QueuePageRequest, lanes: readonly number[] | undefined): QueuePage => {
    const moved = movedBelow();
    const { rows, total } = tree({ expanded: expanded.map(sequenceOf).filter((sequence) => sequence !== null), near: near(), lanes, offset, count });
    return {
      rows: rows.map(({ stored, depth }) => {
        const row = decode(stored);
        const bytesDone = moved.get(row.id);
        return { row: bytesDone === undefined || row.below === null ? row : { ...row, below: { ...row.below, bytesDone } }, depth };
      }),
      total,
      heads: [],
    };
  };
  /** One tree after the other, each under the name of its server. */
  const underHeads = (request: QueuePageRequest, closed: readonly string[]): QueuePage => {
    const heads: ServerHead[] = [];
    const rows: QueuePage['rows'][number][] = [];
    const servers = serversQueued();
    const end = request.offset + request.count;
    let at = 0;
    for (const [server, lanes] of servers) {
      heads.push({ server, at });
      at++;
      if (closed.includes(server)) continue;
      const first = Math.max(request.offset, at);
      const part = asTree({ ...request, offset: first - at, count: Math.max(0, end - first) }, servers.size === 1 ? undefined : lanes);
      rows.push(...part.rows);
      at += part.total;
    }
    return { rows, total: at, heads };
  };
  /** Servers that something waits or runs on, and their accounts. */
  const serversQueued = (): ReadonlyMap<string, readonly number[]> => {
    const servers = new Map<string, readonly number[]>();
    for (const { id, label } of prepared('SELECT id, label FROM accounts ORDER BY id').all()) {
      const any = prepared('SELECT EXISTS (SELECT 1 FROM items WHERE lane = ? AND parent IS NULL AND tab = 0) AS any').get(id as Value)?.['any'] === 1;
      if (any) servers.set(String(label), [...(servers.get(String(label)) ?? []), Number(id)]);
    }
    return servers;
  };

  return {
    page: (request) => {
      sums.flush();
      const { tab, server, byServer, expanded } = request;
      if (tab !== 'queued' || request.search !== undefined) return listed(request);
      for (const folder of expanded) packs.unpack(sequenceOf(folder) ?? 0);
      return byServer === undefined ? asTree(request, server === undefined ? undefined : lanesOf(server)) : underHeads(request, byServer.closed);
    },
    listedIn: (scope) => {
      packs.unpack();
      return prepared(`SELECT id FROM items WHERE ${condition(scope)} ORDER BY id`).all().map((row) => idOf(Number(row['id'])));
    },
    found: async (scope) => (await search.whole({ where: condition(scope), order: ['id', 'id'], words: scope.search })).map(idOf),
    rows: () => {
      packs.unpack();
      sums.flush();
      return (prepared(`SELECT ${ITEM_COLUMNS}, ${SUM_COLUMNS} FROM items ORDER BY id`).all() as StoredRow[]).map(decode);
    },
    lanes: () => prepared('SELECT DISTINCT lane FROM items').all().map((row) => batches.laneOf(Number(row['lane']))),
    movedBelow,
  };
}

import type { SessionId, TransferId } from '../../../../shared/model/ids.ts';
import type { QueuePage, QueuePageRequest, TransferRow } from '../../../../shared/model/transfer.ts';
import { idOf, rowOf, sequenceOf, type Item } from '../item.ts';
import type { Batches } from './batches.ts';
import { ITEM_COLUMNS, itemOf, SUM_COLUMNS, sumsOf, type StoredRow } from './decode.ts';
import type { Database, Value } from './database.ts';
import type { Sums } from './folder-sums.ts';
import { createTree } from './tree.ts';

/** What a window shows of the queue, a part at a time. */
export interface Pages {
  page(request: QueuePageRequest): QueuePage;
  rows(): readonly TransferRow[];
  /** The sessions that items use up connections of. */
  lanes(): readonly SessionId[];
  movedBelow(): ReadonlyMap<TransferId, number>;
}

const tabNumber = { queued: 0, failed: 1, done: 2 } as const;

/** `near`: the items that run or wait for an answer. */
export function createPages(database: Database, batches: Batches, sums: Sums, near: () => readonly Item[]): Pages {
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
  const decode = (row: StoredRow): TransferRow => rowOf(itemOf(row, batches.get(Number(row['batch']))), row['pending'] === null ? null : sumsOf(row));
  const tree = createTree(prepared, sums);

  /** Rows as one list, and their order. */
  const listed = ({ tab, server, search, offset, count }: QueuePageRequest): QueuePage => {
    const where = [`tab = ${tabNumber[tab]}`];
    const values: Value[] = [];
    if (search !== undefined) {
      where.push('(instr(lower(from_path), lower(?)) OR instr(lower(to_path), lower(?)))');
      values.push(search, search);
    }
    if (server !== undefined) {
      where.push('lane IN (SELECT id FROM accounts WHERE label = ?)');
      values.push(server);
    }
    const order = tab === 'queued' ? 'priority, position' : 'ended DESC, id DESC';
    const rows = prepared(`SELECT ${ITEM_COLUMNS}, ${SUM_COLUMNS} FROM items WHERE ${where.join(' AND ')} ORDER BY ${order} LIMIT ? OFFSET ?`).all(...values, count, offset) as StoredRow[];
    const total = prepared(`SELECT count(*) AS total FROM items WHERE ${where.join(' AND ')}`).get(...values)?.['total'];
    return { rows: rows.map((row) => ({ row: decode(row), depth: 0 })), total: Number(total) };
  };

  const asTree = ({ expanded, server, offset, count }: QueuePageRequest): QueuePage => {
    const moved = movedBelow();
    const { rows, total } = tree({ expanded: expanded.map(sequenceOf).filter((sequence) => sequence !== null), near: near(), server, offset, count });
    return {
      rows: rows.map(({ stored, depth }) => {
        const row = decode(stored);
        const bytesDone = moved.get(row.id);
        return { row: bytesDone === undefined || row.below === null ? row : { ...row, below: { ...row.below, bytesDone } }, depth };
      }),
      total,
    };
  };

  return {
    page: (request) => {
      sums.flush();
      return request.tab === 'queued' && request.search === undefined ? asTree(request) : listed(request);
    },
    rows: () => {
      sums.flush();
      return (prepared(`SELECT ${ITEM_COLUMNS}, ${SUM_COLUMNS} FROM items ORDER BY id`).all() as StoredRow[]).map(decode);
    },
    lanes: () => prepared('SELECT DISTINCT lane FROM items').all().map((row) => batches.laneOf(Number(row['lane']))),
    movedBelow,
  };
}

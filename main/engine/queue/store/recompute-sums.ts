import type { Database } from './database.ts';
import { MOST_BYTES, sortNumber, stateNumber } from './schema.ts';

const { directory } = sortNumber;
const { paused, failed, cancelled } = stateNumber;

/** Writes the sums of all folders anew, the innermost first, and the tabs that follow from them. */
export function recomputeSums(database: Database): void {
  const deepest = Number(database.reading(`SELECT max(depth) AS depth FROM items WHERE sort = ${directory}`).get()?.['depth'] ?? -1);
  const sum = database.writing(`
    UPDATE items SET (pending, files, files_ended, files_failed, bytes_total, bytes_ended) = (
      SELECT
        coalesce(sum((inner.state <= ${paused}) + coalesce(inner.pending, 0)), 0),
        coalesce(sum(iif(inner.sort = ${directory}, inner.files, 1)), 0),
        coalesce(sum(iif(inner.sort = ${directory}, inner.files_ended, inner.state > ${paused})), 0),
        coalesce(sum(iif(inner.sort = ${directory}, inner.files_failed, inner.state = ${failed})), 0),
        min(total(iif(inner.sort = ${directory}, inner.bytes_total, inner.size)), ${MOST_BYTES}),
        min(total(iif(inner.sort = ${directory}, inner.bytes_ended, iif(inner.state > ${paused}, inner.size, 0))), ${MOST_BYTES})
      FROM items AS inner WHERE inner.parent = items.id
    ) WHERE sort = ${directory} AND depth = ?`);
  for (let depth = deepest; depth >= 0; depth--) sum(depth);
  database.writing(`UPDATE items SET tab = iif(pending > 0 OR state <= ${paused}, 0, iif(state IN (${failed}, ${cancelled}), 1, NULL)) WHERE sort = ${directory}`)();
}

import type { Hawser } from '../hawser.ts';
import { counted, t } from '../locale/translate.ts';

/** Keeps what is left of the queue in a file of the user's choice. */
export async function exportQueue({ engine, main, notices }: Hawser, form: 'json' | 'filezilla'): Promise<void> {
  const queue = await engine.exportQueue();
  if (!queue.ok) return notices.showFailure(queue.failure);
  const saved = await main.saveQueue({ title: t('queue.exportTitle'), form }, queue.value);
  if (!saved.ok) return notices.showFailure(saved.failure);
  const leftOut = saved.value ?? 0;
  if (leftOut > 0) notices.show({ tone: 'warn', title: counted('notice.queueLeftOut', leftOut), body: t('notice.queueLeftOut.why'), detail: null });
}

/** Adds the transfers of a file that the user chooses. */
export async function importQueue({ engine, main, notices }: Hawser): Promise<void> {
  const loaded = await main.loadQueue({ title: t('queue.importTitle') });
  if (!loaded.ok) return notices.showFailure(loaded.failure);
  if (loaded.value === null) return;
  const { queue, leftOut } = loaded.value;
  const added = await engine.importQueue(queue);
  if (!added.ok) return notices.showFailure(added.failure);
  const body = leftOut === 0 ? t('notice.queueImported.all') : counted('notice.queueImportLeftOut', leftOut);
  notices.show({ tone: leftOut === 0 ? 'info' : 'warn', title: counted('notice.queueImported', added.value), body, detail: null });
}

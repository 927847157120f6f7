import type { Hawser } from '../hawser.ts';
import { t } from '../locale/translate.ts';

/** Keeps what is left of the queue in a file of the user's choice. */
export async function exportQueue({ engine, main, notices }: Hawser, form: 'json' | 'filezilla'): Promise<void> {
  const queue = await engine.exportQueue();
  if (!queue.ok) return notices.showFailure(queue.failure);
  const saved = await main.saveQueue({ title: t('queue.exportTitle'), form }, queue.value);
  if (!saved.ok) notices.showFailure(saved.failure);
}

/** Adds the transfers of a file that the user chooses. */
export async function importQueue({ engine, main, notices }: Hawser): Promise<void> {
  const loaded = await main.loadQueue({ title: t('queue.importTitle') });
  if (!loaded.ok) return notices.showFailure(loaded.failure);
  if (loaded.value === null) return;
  const added = await engine.importQueue(loaded.value);
  if (!added.ok) notices.showFailure(added.failure);
}

import { readFile } from 'node:fs/promises';
import type { BrowserWindow } from 'electron';
import type { LoadedQueue, QueueFile } from '../shared/model/queue-file.ts';
import { chooseFile, saveFile } from './choose-file.ts';
import { localFailure, MainFailure } from './failure.ts';
import { writeFileZillaQueue } from './exchange/filezilla/queue.ts';
import { readQueue } from './exchange/read-queue.ts';

/** Lets the user choose an exported queue and reads it. Null when cancelled. Fails with `queue-unreadable`. */
export async function loadQueue(parent: BrowserWindow | null, title: string): Promise<LoadedQueue | null> {
  const path = await chooseFile(parent, title);
  if (path === null) return null;
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => {
    throw localFailure(path, thrown);
  });
  const queue = await readQueue(text.replace(/^\ufeff/u, ''));
  if (queue === null) throw MainFailure.of('queue-unreadable');
  return queue;
}

/** Lets the user choose where to keep a queue, and writes it there. How many transfers have no place in that form; null when cancelled. */
export async function saveQueue(parent: BrowserWindow | null, title: string, form: 'json' | 'filezilla', queue: QueueFile): Promise<number | null> {
  const { text, leftOut } = form === 'json' ? { text: `${JSON.stringify(queue, null, 1)}\n`, leftOut: 0 } : writeFileZillaQueue(queue);
  const path = await saveFile(parent, { title, name: form === 'json' ? 'transfers.json' : 'transfers.xml', text });
  return path === null ? null : leftOut;
}

import { queueFileSchema, type QueueFile } from '../../shared/model/queue-file.ts';
import { readFileZillaQueue } from './filezilla/queue.ts';

/** A queue that was exported, by Hawser or by FileZilla. Null where the text is neither. */
export async function readQueue(text: string): Promise<QueueFile | null> {
  if (/^\s*</u.test(text)) return readFileZillaQueue(text);
  try {
    return queueFileSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

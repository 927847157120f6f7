import { queueFileSchema, type LoadedQueue } from '../../shared/model/queue-file.ts';
import { readFileZillaQueue } from './filezilla/queue.ts';

/** A queue that was exported, by Hawser or by FileZilla. Null where the text is neither. */
export async function readQueue(text: string): Promise<LoadedQueue | null> {
  if (/^\s*</u.test(text)) return readFileZillaQueue(text);
  try {
    const queue = queueFileSchema.safeParse(JSON.parse(text)).data;
    return queue === undefined ? null : { queue, leftOut: 0 };
  } catch {
    return null;
  }
}

import { join } from 'node:path';
import { z } from 'zod';
import { type ConnectionHistory, connectionHistorySchema, type Used, withUsed } from '../../shared/model/connection-history.ts';
import { openJsonFile, type JsonFile } from '../store/json-file.ts';

const documentSchema = connectionHistorySchema.extend({ version: z.literal(1) });
export type HistoryFile = JsonFile<z.infer<typeof documentSchema>>;

/** What was connected to lately, in `history.json`. */
export function openHistory(folder: string): Promise<HistoryFile> {
  return openJsonFile(join(folder, 'history.json'), { schema: documentSchema, version: 1, migrations: {} }, { version: 1, typed: [], sites: [] });
}

export function noteUsed(file: HistoryFile, used: Used): Promise<ConnectionHistory> {
  return file.change((history) => withUsed(history, used));
}

export function clearHistory(file: HistoryFile): Promise<ConnectionHistory> {
  return file.change((history) => ({ ...history, typed: [], sites: [] }));
}

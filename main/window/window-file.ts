import { join } from 'node:path';
import { z } from 'zod';
import { openJsonFile, type JsonFile } from '../store/json-file.ts';

const pixels = z.int().min(-100_000).max(100_000);
const documentSchema = z.object({
  version: z.literal(1),
  /** Of the window while it is neither maximised nor full screen; null until it has been open once. */
  bounds: z.object({ x: pixels, y: pixels, width: pixels.positive(), height: pixels.positive() }).nullable(),
  maximized: z.boolean(),
});
export type WindowFile = JsonFile<z.infer<typeof documentSchema>>;

export function openWindowFile(folder: string): Promise<WindowFile> {
  return openJsonFile(join(folder, 'window.json'), { schema: documentSchema, version: 1, migrations: {} }, { version: 1, bounds: null, maximized: false });
}

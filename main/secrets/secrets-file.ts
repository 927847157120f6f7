import { join } from 'node:path';
import { z } from 'zod';
import { siteIdSchema } from '../../shared/model/ids.ts';
import { openJsonFile, type JsonFile } from '../store/json-file.ts';
import { kdfSchema } from './master-key.ts';

/** One saved secret. `owner`: whose it is within its site, see `ownerOf`. `sealed`: base64. */
const entrySchema = z.object({
  site: siteIdSchema,
  owner: z.string().min(1).max(4096),
  by: z.enum(['keyring', 'master-password']),
  sealed: z.base64().max(32_768),
});
export type SealedSecret = z.infer<typeof entrySchema>;

const documentSchema = z.object({
  version: z.literal(1),
  /** How the master password becomes the key, and something sealed with it, by which the right one is known. */
  master: z.object({ kdf: kdfSchema, check: z.base64().max(200) }).nullable(),
  secrets: z.array(entrySchema).max(200_000),
});
export type SecretsDocument = z.infer<typeof documentSchema>;
export type SecretsFile = JsonFile<SecretsDocument>;

export const EMPTY: SecretsDocument = { version: 1, master: null, secrets: [] };

/** `secrets.json`: nothing in it can be read without the keyring or the master password. */
export function openSecrets(folder: string): Promise<SecretsFile> {
  return openJsonFile(join(folder, 'secrets.json'), { schema: documentSchema, version: 1, migrations: {} }, EMPTY);
}

/** Writes the document, and once more so that the copy of the last good content does not hold what has just been taken out. */
export async function replaceSecrets(file: SecretsFile, change: (document: SecretsDocument) => SecretsDocument): Promise<void> {
  await file.change(change);
  await file.change((document) => ({ ...document }));
}

import { join } from 'node:path';
import { z } from 'zod';
import { hostSchema, portSchema } from '../../shared/model/command-safe.ts';
import { openJsonFile, type JsonFile } from '../store/json-file.ts';
import { hostName } from './host-name.ts';

const keySchema = z.object({
  host: hostSchema,
  port: portSchema,
  algorithm: z.string().max(100),
  /** `SHA256:…` as OpenSSH prints it. */
  fingerprint: z.string().min(1).max(200),
  /** When the user decided; ISO 8601. */
  decided: z.iso.datetime(),
});
const documentSchema = z.object({ version: z.literal(1), keys: z.array(keySchema) });
export type HostKeysFile = JsonFile<z.infer<typeof documentSchema>>;

export function openHostKeys(folder: string): Promise<HostKeysFile> {
  return openJsonFile(join(folder, 'host-keys.json'), { schema: documentSchema, version: 1, migrations: {} }, { version: 1, keys: [] });
}

/** The fingerprints that the user trusts for this host and port, of whatever algorithm. */
export function rememberedHostKeys(file: HostKeysFile, host: string, port: number): readonly string[] {
  const name = hostName(host);
  return file.value().keys.filter((key) => key.host === name && key.port === port).map((key) => key.fingerprint);
}

/** Trusts this key from here on, in place of the one remembered for the same host, port and algorithm. */
export async function rememberHostKey(file: HostKeysFile, host: string, port: number, key: { readonly algorithm: string; readonly fingerprint: string }): Promise<void> {
  const name = hostName(host);
  await file.change((document) => ({
    ...document,
    keys: [
      ...document.keys.filter((old) => old.host !== name || old.port !== port || old.algorithm !== key.algorithm),
      { host: name, port, algorithm: key.algorithm, fingerprint: key.fingerprint, decided: new Date().toISOString() },
    ],
  }));
}

import { X509Certificate } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { localFailure, MainFailure } from '../failure.ts';
import { openJsonFile, type JsonFile } from '../store/json-file.ts';

const authoritySchema = z.object({
  /** SHA-256, upper-case hex pairs with colons. */
  fingerprint: z.string().min(1).max(200),
  pem: z.string().max(65536),
  /** When the user added it; ISO 8601. */
  decided: z.iso.datetime(),
});
const documentSchema = z.object({ version: z.literal(1), authorities: z.array(authoritySchema) });
export type AuthoritiesFile = JsonFile<z.infer<typeof documentSchema>>;

const fileLimit = 1024 * 1024;

/** The certificate authorities that the user trusts beside those of the system. */
export function openAuthorities(folder: string): Promise<AuthoritiesFile> {
  return openJsonFile(join(folder, 'authorities.json'), { schema: documentSchema, version: 1, migrations: {} }, { version: 1, authorities: [] });
}

/**
 * Trusts every authority in a file (PEM, any number of them, or one in DER) from here on. Rejects with `not-a-certificate` where there is
 * none in it, and with `not-an-authority` where one of them may not sign others; nothing is added then.
 */
export async function addAuthorities(file: AuthoritiesFile, path: string): Promise<void> {
  const found = certificatesIn(await readSmall(path), path);
  const stranger = found.find((one) => !one.ca);
  if (stranger !== undefined) throw MainFailure.of('not-an-authority', { path }, stranger.subject?.replaceAll('\n', ', ') ?? null);
  const decided = new Date().toISOString();
  await file.change((document) => {
    const added = found
      .filter((one, index) => found.findIndex((other) => other.fingerprint256 === one.fingerprint256) === index)
      .filter((one) => !document.authorities.some((old) => old.fingerprint === one.fingerprint256))
      .map((one) => ({ fingerprint: one.fingerprint256, pem: one.toString(), decided }));
    return added.length === 0 ? document : { ...document, authorities: [...document.authorities, ...added] };
  });
}

function certificatesIn(content: Buffer, path: string): readonly X509Certificate[] {
  const blocks = content.toString('latin1').match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/gu);
  try {
    return (blocks ?? [content]).map((one) => new X509Certificate(one));
  } catch (thrown) {
    throw MainFailure.of('not-a-certificate', { path }, thrown instanceof Error ? thrown.message : null, thrown);
  }
}

async function readSmall(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(fileLimit) });
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (thrown) {
    throw localFailure(path, thrown);
  }
}

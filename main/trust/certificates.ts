import { join } from 'node:path';
import { z } from 'zod';
import { certificateProblems } from '../../shared/model/certificate.ts';
import { hostSchema, portSchema } from '../../shared/model/command-safe.ts';
import { openJsonFile, type JsonFile } from '../store/json-file.ts';
import { hostName, matchesName } from './host-name.ts';

const certificateSchema = z.object({
  host: hostSchema,
  port: portSchema,
  /** SHA-256, upper-case hex pairs with colons. */
  fingerprint: z.string().min(1).max(200),
  pem: z.string().max(65536),
  /** Further names of the certificate for which it counts too, on the same port. */
  names: z.array(hostSchema).max(500).default([]),
  /** The faults that the user accepted by name. */
  despite: z.array(z.enum(certificateProblems)).default([]),
  /** When the user decided; ISO 8601. */
  decided: z.iso.datetime(),
});
export type KeptCertificate = z.infer<typeof certificateSchema>;
const documentSchema = z.object({ version: z.literal(1), certificates: z.array(certificateSchema) });
export type CertificatesFile = JsonFile<z.infer<typeof documentSchema>>;

export function openCertificates(folder: string): Promise<CertificatesFile> {
  return openJsonFile(join(folder, 'certificates.json'), { schema: documentSchema, version: 1, migrations: {} }, { version: 1, certificates: [] });
}

/** The leaf certificates that the user trusts for this host and port, the latest decision first. */
export function rememberedCertificates(file: CertificatesFile, host: string, port: number): readonly KeptCertificate[] {
  const name = hostName(host);
  return file.value().certificates.filter((kept) => kept.port === port && (kept.host === name || kept.names.some((pattern) => matchesName(name, pattern)))).reverse();
}

/** Trusts this certificate from here on. Others of the same host stay: behind one name there may be several machines. */
export async function rememberCertificate(file: CertificatesFile, host: string, port: number, certificate: Pick<KeptCertificate, 'fingerprint' | 'pem' | 'names' | 'despite'>): Promise<void> {
  const name = hostName(host);
  const { fingerprint, pem, names, despite } = certificate;
  await file.change((document) => ({
    ...document,
    certificates: [
      ...document.certificates.filter((old) => old.host !== name || old.port !== port || old.fingerprint !== fingerprint),
      { host: name, port, fingerprint, pem, names: names.map(hostName), despite, decided: new Date().toISOString() },
    ],
  }));
}

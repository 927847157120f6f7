import { hostSchema, portSchema } from '../../shared/model/command-safe.ts';
import type { CertificatesFile } from '../trust/certificates.ts';
import { hostName } from '../trust/host-name.ts';
import type { HostKeysFile } from '../trust/host-keys.ts';
import type { Imported, ImportedCertificate, ImportedHostKey } from './imported.ts';

export interface TrustToTake {
  readonly hostKeys: readonly ImportedHostKey[];
  /** Those that stand against a key that is trusted here; only the user can settle that, at the server. */
  readonly otherHostKeys: number;
  readonly certificates: readonly ImportedCertificate[];
}

/** What a file trusts and this computer does not yet. */
export function trustToTake({ hostKeys, certificates }: Pick<Imported, 'hostKeys' | 'certificates'>, keysFile: HostKeysFile, certificatesFile: CertificatesFile): TrustToTake {
  const placeOf = ({ host, port }: { readonly host: string; readonly port: number }): string => `${hostName(host)} ${port}`;
  const known = new Map(keysFile.value().keys.map((key) => [`${placeOf(key)} ${key.algorithm}`, key.fingerprint]));
  const trusted = new Set(certificatesFile.value().certificates.map((one) => `${placeOf(one)} ${one.fingerprint}`));
  const fresh: ImportedHostKey[] = [];
  let otherHostKeys = 0;
  for (const key of hostKeys.filter(isWhole)) {
    const name = `${placeOf(key)} ${key.algorithm}`;
    const before = known.get(name);
    known.set(name, before ?? key.fingerprint);
    if (before === undefined) fresh.push(key);
    else if (before !== key.fingerprint) otherHostKeys += 1;
  }
  const freshCertificates = certificates.filter(isWhole).filter((one) => {
    const name = `${placeOf(one)} ${one.fingerprint}`;
    if (trusted.has(name)) return false;
    trusted.add(name);
    return true;
  });
  return { hostKeys: fresh, otherHostKeys, certificates: freshCertificates };
}

/** Trusts them from here on, in one writing each. */
export async function takeTrust({ hostKeys, certificates }: TrustToTake, keysFile: HostKeysFile, certificatesFile: CertificatesFile): Promise<void> {
  const decided = new Date().toISOString();
  if (hostKeys.length > 0) {
    const keys = hostKeys.map(({ host, port, algorithm, fingerprint }) => ({ host: hostName(host), port, algorithm: algorithm.slice(0, 100), fingerprint, decided }));
    await keysFile.change((document) => ({ ...document, keys: [...document.keys, ...keys] }));
  }
  if (certificates.length > 0) {
    const added = certificates.map(({ host, port, fingerprint, pem }) => ({ host: hostName(host), port, fingerprint, pem, names: [], despite: [], decided }));
    await certificatesFile.change((document) => ({ ...document, certificates: [...document.certificates, ...added] }));
  }
}

function isWhole({ host, port }: { readonly host: string; readonly port: number }): boolean {
  return hostSchema.safeParse(host).success && portSchema.safeParse(port).success;
}

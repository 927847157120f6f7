import type { Handlers } from '../shared/ipc/contract.ts';
import type { HostCalls } from '../shared/ipc/host-calls.ts';
import type { Secrets } from './secrets/secrets.ts';
import { rememberCertificate, rememberedCertificates, type CertificatesFile } from './trust/certificates.ts';
import type { AuthoritiesFile } from './trust/authorities.ts';
import type { TrustStore } from './trust/trust-store.ts';
import { noteServer, serverNotes, type ServerNotesFile } from './trust/server-notes.ts';
import { rememberedHostKeys, rememberHostKey, type HostKeysFile } from './trust/host-keys.ts';

export interface HostStores {
  readonly hostKeys: HostKeysFile;
  readonly certificates: CertificatesFile;
  readonly serverNotes: ServerNotesFile;
  readonly authorities: AuthoritiesFile;
  readonly trust: TrustStore;
  readonly secrets: Pick<Secrets, 'find' | 'hold' | 'save'>;
}

/** What main answers when the engine asks. */
export function hostHandlers({ hostKeys, certificates, serverNotes: notes, authorities, trust, secrets }: HostStores): Handlers<HostCalls> {
  return {
    rememberedHostKeys: (host, port) => rememberedHostKeys(hostKeys, host, port),
    rememberHostKey: (host, port, key) => trust.changes(rememberHostKey(hostKeys, host, port, key)),
    rememberedCertificates: (host, port) => rememberedCertificates(certificates, host, port).map(({ fingerprint, pem, despite }) => ({ fingerprint, pem, despite })),
    rememberCertificate: (host, port, certificate) => trust.changes(rememberCertificate(certificates, host, port, certificate)),
    authorities: () => authorities.value().authorities.map(({ pem }) => pem),
    serverNotes: (host, port) => serverNotes(notes, host, port),
    noteServer: (host, port, noted) => trust.changes(noteServer(notes, host, port, noted)),
    secret: async (account, site) => {
      const secret = await secrets.find(account, site);
      return secret === null ? null : { secret };
    },
    holdSecret: (account, secret) => secrets.hold(account, secret),
    saveSecret: (account, site, secret) => secrets.save(account, site, secret),
  };
}

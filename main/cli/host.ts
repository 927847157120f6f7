import type { Client } from '../../shared/ipc/contract.ts';
import { certificateProblems } from '../../shared/model/certificate.ts';
import type { HostCalls } from '../../shared/ipc/host-calls.ts';
import { succeeded } from '../../shared/model/outcome.ts';
import type { CommandTrust } from './trust.ts';

/**
 * The engine's host for one command: trust from `--trust`, the secret from HAWSER_PASSWORD, and nothing kept on disk. `secret` is the
 * password, or the passphrase of a key file; null where there is none.
 */
export function commandHost(trust: CommandTrust, secret: string | null): Client<HostCalls> {
  return {
    rememberedHostKeys: async () => succeeded(trust.fingerprints('host-key')),
    rememberHostKey: async (_host, _port, { fingerprint }) => succeeded(trust.add({ of: 'host-key', text: fingerprint })),
    // Who names a fingerprint means this certificate, whatever is wrong with it.
    rememberedCertificates: async () => succeeded(trust.fingerprints('certificate').map((fingerprint) => ({ fingerprint, pem: null, despite: certificateProblems }))),
    authorities: async () => succeeded([]),
    rememberCertificate: async (_host, _port, { fingerprint }) => succeeded(trust.add({ of: 'certificate', text: fingerprint })),
    serverNotes: async () => succeeded([]),
    noteServer: async () => succeeded(undefined),
    secret: async () => succeeded(secret === null ? null : { secret }),
    holdSecret: async () => succeeded(undefined),
    saveSecret: async () => succeeded(undefined),
  };
}

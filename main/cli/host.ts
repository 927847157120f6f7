import type { Client } from '../../shared/ipc/contract.ts';
import { certificateProblems } from '../../shared/model/certificate.ts';
import type { HostCalls } from '../../shared/ipc/host-calls.ts';
import { succeeded } from '../../shared/model/outcome.ts';
import type { CommandTrust } from './trust.ts';

/**
 * The engine's host for one command: trust from `--trust`, secrets from the environment, and nothing kept on disk. `secretOf`
 * gives the one that is kept under a label; null where there is none.
 */
export function commandHost(trust: CommandTrust, secretOf: (label: string) => string | null): Client<HostCalls> {
  return {
    rememberedHostKeys: async () => succeeded(trust.fingerprints('host-key')),
    rememberHostKey: async (_host, _port, { fingerprint }) => succeeded(trust.add({ of: 'host-key', text: fingerprint })),
    // Who names a fingerprint means this certificate, whatever is wrong with it.
    rememberedCertificates: async () => succeeded(trust.fingerprints('certificate').map((fingerprint) => ({ fingerprint, pem: null, despite: certificateProblems }))),
    authorities: async () => succeeded([]),
    rememberCertificate: async (_host, _port, { fingerprint }) => succeeded(trust.add({ of: 'certificate', text: fingerprint })),
    serverNotes: async () => succeeded([]),
    noteServer: async () => succeeded(undefined),
    secret: async (label) => {
      const secret = secretOf(label);
      return succeeded(secret === null ? null : { secret });
    },
    holdSecret: async () => succeeded(undefined),
    saveSecret: async () => succeeded(undefined),
  };
}

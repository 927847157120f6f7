import type { ChannelProtection, SshProtection } from '../../../shared/model/protection.ts';
import type { SshConnection } from './connection.ts';

/** What an SSH connection is protected by since its last key exchange. */
export function sshProtection({ negotiated, hostKey }: Pick<SshConnection, 'negotiated' | 'hostKey'>): SshProtection {
  const { kex, cs } = negotiated();
  return {
    kind: 'ssh',
    cipher: cs.cipher,
    // AES-GCM protects integrity by itself; OpenSSH's client prints it so.
    mac: cs.mac || '<implicit>',
    keyExchange: kex,
    hostKeyFingerprint: hostKey.fingerprint,
    ...(hostKey.vouchedBy === null ? {} : { hostCertificate: hostKey.vouchedBy }),
  };
}

/** Commands and data share one connection, so both halves of the lock are the same. */
export function protectionOf(connection: SshConnection): ChannelProtection {
  const whole = sshProtection(connection);
  return { control: whole, data: whole };
}

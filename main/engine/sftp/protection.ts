import type { ChannelProtection, Protection } from '../../../shared/model/protection.ts';
import type { SshConnection } from './connection.ts';

/** Commands and data share one connection, so both halves of the lock are the same. */
export function protectionOf({ negotiated, hostKey }: SshConnection): ChannelProtection {
  const { kex, cs } = negotiated();
  const whole: Protection = {
    kind: 'ssh',
    cipher: cs.cipher,
    // AES-GCM protects integrity by itself; OpenSSH's client prints it so.
    mac: cs.mac || '<implicit>',
    keyExchange: kex,
    hostKeyFingerprint: hostKey.fingerprint,
  };
  return { control: whole, data: whole };
}

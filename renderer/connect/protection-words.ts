import { assertNever } from '../../shared/model/assert-never.ts';
import type { Protection, TunnelProtection } from '../../shared/model/protection.ts';
import { t } from '../locale/translate.ts';

export interface ProtectionWords {
  /** `safe`: encrypted and the server proven; `doubtful`: encrypted, but by an exception; `open`: plain. */
  readonly grade: 'safe' | 'doubtful' | 'open' | 'none';
  readonly short: string;
  readonly full: string;
}

/** What one channel's protection is called, inside a tunnel where there is one. Null is a data channel that has not been open yet. */
export function protectionWords(protection: Protection | null, tunnel: TunnelProtection | null = null): ProtectionWords {
  const words = ownWords(protection);
  if (tunnel === null || protection === null) return words;
  const { via } = tunnel;
  // A tunnel protects as far as it goes, which is a good part of the way, and not all of it.
  if (words.grade === 'open') return { grade: 'doubtful', short: t('lock.tunnelledPlain', { via }), full: t('lock.tunnelledPlainFull', { via }) };
  return { ...words, full: t('lock.tunnelled', { words: words.full, via }) };
}

function ownWords(protection: Protection | null): ProtectionWords {
  if (protection === null) return { grade: 'none', short: t('lock.none'), full: t('lock.noneFull') };
  switch (protection.kind) {
    case 'local':
      return { grade: 'none', short: t('lock.local'), full: t('lock.local') };
    case 'plain':
      return { grade: 'open', short: t('lock.plain'), full: t('lock.plainFull') };
    case 'tls': {
      const version = protection.version.replace(/^TLSv/u, 'TLS ');
      const excepted = protection.identity === 'excepted';
      return {
        grade: excepted ? 'doubtful' : 'safe',
        short: excepted ? t('lock.exceptedShort', { version }) : version,
        full: [version, protection.cipher, t(protection.resumed ? 'lock.resumed' : 'lock.notResumed'), t(excepted ? 'lock.excepted' : 'lock.verified')].join(' · '),
      };
    }
    case 'ssh': {
      const { cipher, mac, keyExchange, hostKeyFingerprint, hostCertificate } = protection;
      const proof = hostCertificate === undefined ? '' : t('lock.sshCertificate', { keyId: hostCertificate.keyId });
      return { grade: 'safe', short: t('lock.ssh'), full: [t('lock.ssh'), cipher, mac, keyExchange, hostKeyFingerprint, proof].filter((part) => part !== '').join(' · ') };
    }
    default:
      return assertNever(protection);
  }
}

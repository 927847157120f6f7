import { LockKeyholeOpen, ShieldCheck, ShieldQuestionMark } from 'lucide-react';
import { formatDay } from '../../shared/format/date.ts';
import type { InspectTarget } from '../../shared/ipc/engine-calls.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { HostCertificateFacts } from '../../shared/model/host-certificate.ts';
import type { SshProtection } from '../../shared/model/protection.ts';
import { t } from '../locale/translate.ts';
import { type Fact, FactList } from '../questions/fact-list.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

interface SshSessionDialogProps {
  readonly server: string;
  readonly protection: SshProtection;
  /** The server beyond a tunnel, to which nothing is encrypted. */
  readonly tunnelTo?: string | undefined;
  readonly onClose: () => void;
}

/** What an SSH session rests on, or a tunnel that ends before the server. */
export function SshSessionDialog({ server, protection, tunnelTo, onClose }: SshSessionDialogProps) {
  const { keyExchange, hostKeyFingerprint, hostCertificate, cipher, mac } = protection;
  // A cipher that authenticates needs no MAC beside it; SSH libraries call that implicit.
  const inCipher = mac === '' || mac === '<implicit>';
  const all: readonly Fact[] = [
    { name: t('sshSession.hostKey'), value: hostKeyFingerprint, mono: true },
    ...(hostCertificate === undefined ? [] : certificateFacts(hostCertificate)),
    { name: t('sshSession.keyExchange'), value: keyExchange, mono: true },
    { name: t('sshSession.cipher'), value: cipher, mono: true },
    { name: t('sshSession.mac'), value: inCipher ? t('sshSession.inCipher') : mac, mono: !inCipher },
  ];
  return (
    <Dialog
      wide
      tone={tunnelTo === undefined ? 'plain' : 'warn'}
      icon={tunnelTo === undefined ? ShieldCheck : ShieldQuestionMark}
      title={t(tunnelTo === undefined ? 'sshSession.title' : 'sshSession.tunnelTitle', { server })}
      onDismiss={onClose}
      onSubmit={onClose}
      actions={
        <Button look="primary" type="submit" data-autofocus>
          {t('dialog.done')}
        </Button>
      }
    >
      <p>{tunnelTo === undefined ? t('sshSession.words') : t('sshSession.tunnelPlain', { via: server, server: tunnelTo })}</p>
      <FactList facts={all.filter(({ value }) => value !== '')} />
    </Dialog>
  );
}

/** The certificate that vouched for the host key. */
function certificateFacts({ keyId, authority, validUntil }: HostCertificateFacts): readonly Fact[] {
  return [
    { name: t('sshSession.certificate'), value: keyId, mono: true },
    { name: t('sshSession.authority'), value: authority, mono: true },
    { name: t('sshSession.validUntil'), value: validUntil === null ? t('sshSession.noEnd') : formatDay(validUntil) },
  ];
}

interface PlainSessionDialogProps {
  readonly profile: Pick<Profile, 'host' | 'port'>;
  readonly onInspect: (target: InspectTarget) => void;
  readonly onClose: () => void;
}

/** That a session is not encrypted, and how it could be. */
export function PlainSessionDialog({ profile: { host, port }, onInspect, onClose }: PlainSessionDialogProps) {
  return (
    <Dialog
      wide
      tone="bad"
      icon={LockKeyholeOpen}
      title={t('plainSession.title', { server: host })}
      onDismiss={onClose}
      onSubmit={onClose}
      actions={
        <>
          <Button onClick={() => onInspect({ from: 'server', host, port, protocol: 'ftps-explicit' })}>{t('plainSession.inspect')}</Button>
          <span className="dialog-spring" />
          <Button look="primary" type="submit" data-autofocus>
            {t('dialog.done')}
          </Button>
        </>
      }
    >
      <p>{t('plainSession.words')}</p>
      <p>{t('plainSession.next')}</p>
    </Dialog>
  );
}

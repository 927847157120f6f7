import { KeyRound, Lock, LockOpen, type LucideIcon, ShieldAlert, ShieldOff } from 'lucide-react';
import { useStore } from 'zustand';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { SecretStatus } from '../../shared/model/secret-status.ts';
import { counted, t } from '../locale/translate.ts';
import { ActionRow, AmountRow, SwitchRow } from '../settings/setting-rows.tsx';
import { Button } from '../ui/button.tsx';
import { useHawser } from '../use-hawser.ts';
import './secrets.css';

/** How passwords are saved, the master password, and what is kept at all. */
export function SecurityPage() {
  const { secrets } = useHawser();
  const status = useStore(secrets.store);
  const { keeping, keyring, hasMasterPassword, locked, kiosk, count } = status;
  return (
    <>
      <StatusCard status={status} />
      {keeping === 'never' && !hasMasterPassword ? null : (
        <ActionRow title={t('security.master')} note={t(keyring === null ? 'security.masterNoteOnly' : 'security.masterNote')}>
          {hasMasterPassword ? (
            <>
              <Button onClick={() => secrets.show('change-master')}>{t('security.change')}</Button>
              <Button onClick={() => secrets.show('remove-master')}>{t('security.remove')}</Button>
            </>
          ) : (
            <Button onClick={() => secrets.show('set-master')}>{t('security.set')}</Button>
          )}
        </ActionRow>
      )}
      {hasMasterPassword ? (
        <>
          <AmountRow label="security.lockAfter" note="security.lockAfterNote" name="lockAfterMinutes" />
          <ActionRow title={t('security.lockNow')} note={t('security.lockNowNote')}>
            {locked ? <Button onClick={() => secrets.show('unlock')}>{t('security.unlock')}</Button> : <Button onClick={() => void secrets.lock()}>{t('security.lock')}</Button>}
          </ActionRow>
        </>
      ) : null}
      {count > 0 || hasMasterPassword ? (
        <ActionRow title={t('security.forget')} note={t('security.forgetNote')}>
          <Button onClick={() => secrets.show('forget')}>{t('security.forgetButton')}</Button>
        </ActionRow>
      ) : null}
      <SwitchRow label="security.kiosk" note={kiosk === 'policy' ? 'security.kioskPolicy' : 'security.kioskNote'} name="kiosk" forced={kiosk === 'policy'} />
    </>
  );
}

interface Words {
  readonly icon: LucideIcon;
  readonly look: 'good' | 'warn' | 'plain';
  readonly title: string;
  readonly words: string;
}

function StatusCard({ status }: { readonly status: SecretStatus }) {
  const { icon: Icon, look, title, words } = wordsOf(status);
  const { keeping, count } = status;
  return (
    <div className={`secret-status secret-status--${look}`} role="status" aria-label={t('security.saved')}>
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      <div>
        <strong>
          {title}
          {keeping === 'keyring' || keeping === 'master-password' || count > 0 ? <span> · {count === 0 ? t('security.none') : counted('security.count', count)}</span> : null}
        </strong>
        <p>{words}</p>
      </div>
    </div>
  );
}

function wordsOf({ keeping, keyring, locked }: SecretStatus): Words {
  switch (keeping) {
    case 'keyring':
      return { icon: KeyRound, look: 'good', title: t('security.keyringTitle', { keyring: keyring === null ? '' : t(`keyring.${keyring}`) }), words: t('security.keyringWords') };
    case 'master-password':
      return { icon: locked ? Lock : LockOpen, look: 'good', title: t('security.masterTitle'), words: t(locked ? 'security.masterLocked' : 'security.masterOpen') };
    case 'session':
      return { icon: ShieldAlert, look: 'warn', title: t('security.sessionTitle'), words: t('security.sessionWords') };
    case 'never':
      return { icon: ShieldOff, look: 'plain', title: t('security.neverTitle'), words: t('security.neverWords') };
    default:
      return assertNever(keeping);
  }
}

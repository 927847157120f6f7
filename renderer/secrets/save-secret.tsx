import { type Ref, useId } from 'react';
import { useStore } from 'zustand';
import { t } from '../locale/translate.ts';
import { useHawser } from '../use-hawser.ts';
import './secrets.css';

interface SaveSecretProps {
  /** The tick; null where nothing can be saved. */
  readonly ref: Ref<HTMLInputElement>;
  readonly defaultChecked?: boolean;
}

/** The choice to save a password with its site, or why there is none. Stands below the field of the password. */
export function SaveSecret({ ref, defaultChecked = false }: SaveSecretProps) {
  const { secrets } = useHawser();
  const { keeping, keyring } = useStore(secrets.store);
  const id = useId();
  if (keeping === 'never') return <p className="save-secret-note">{t('save.never')}</p>;
  if (keeping === 'session') {
    return (
      <p className="save-secret-note">
        {t('save.session')}{' '}
        <button type="button" className="link" onClick={() => secrets.show('set-master')}>
          {t('save.setMaster')}
        </button>
      </p>
    );
  }
  return (
    <div className="save-secret">
      <input ref={ref} id={id} type="checkbox" defaultChecked={defaultChecked} aria-describedby={`${id}-note`} />
      <label htmlFor={id}>{t('save.tick')}</label>
      <small id={`${id}-note`}>{keeping === 'keyring' && keyring !== null ? t('save.keyringNote', { keyring: t(`keyring.${keyring}`) }) : t('save.masterNote')}</small>
    </div>
  );
}

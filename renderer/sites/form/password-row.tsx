import { KeyRound } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { SecretKeeping } from '../../../shared/model/secret-status.ts';
import { type PlainKey, t } from '../../locale/translate.ts';
import { Button } from '../../ui/button.tsx';
import { SMALL_ICON } from '../../ui/icon-button.tsx';
import { useHawser } from '../../use-hawser.ts';
import { useSiteForm } from './form-context.ts';
import { FormRow } from './form-row.tsx';
import { usePasswords } from './typed-passwords.ts';

/** What becomes of a password that is typed here. */
const notes: Readonly<Record<SecretKeeping, PlainKey>> = {
  keyring: 'siteForm.passwordKeyring',
  'master-password': 'siteForm.passwordMaster',
  session: 'siteForm.passwordSession',
  never: 'siteForm.passwordNever',
};

/** The password, or the passphrase of a key file. One that is saved is never shown, only replaced or forgotten. */
export function PasswordRow() {
  const { secrets } = useHawser();
  const { site, fields } = useSiteForm();
  const passwords = usePasswords();
  const keeping = useStore(secrets.store, (state) => state.keeping);
  const saved = useStore(secrets.store, (state) => state.sites.includes(site.id));
  const [replacing, setReplacing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const typed = passwords.of(site.id) ?? '';
  useEffect(() => {
    if (input.current !== null && input.current.value !== typed) input.current.value = typed;
  });
  useEffect(() => {
    if (replacing) input.current?.focus();
  }, [replacing]);
  const label = fields.logonType === 'key-file' ? 'quick.passphrase' : 'quick.password';

  if (saved && !replacing && typed === '') {
    return (
      <FormRow id={id} label={label}>
        <span className="form-line" id={id}>
          <span className="password-saved">
            <KeyRound {...SMALL_ICON} />
            {t('siteForm.passwordSaved')}
          </span>
          <Button onClick={() => setReplacing(true)}>{t('siteForm.passwordReplace')}</Button>
          <Button onClick={() => void secrets.setSiteSecret(site.id, null)}>{t('siteForm.passwordForget')}</Button>
        </span>
      </FormRow>
    );
  }
  return (
    <FormRow id={id} label={label} note={notes[keeping]}>
      <span className="form-line">
        <input ref={input} id={id} type="password" className="field-input" aria-describedby={`${id}-note`} autoComplete="off" onChange={(event) => passwords.type(site.id, event.target.value)} />
        {replacing && saved ? (
          <Button
            onClick={() => {
              passwords.forget(site.id);
              setReplacing(false);
            }}
          >
            {t('siteForm.passwordKeep')}
          </Button>
        ) : null}
      </span>
    </FormRow>
  );
}

import { LockKeyhole } from 'lucide-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import { takeValue } from './take-value.ts';
import { useMasterTries } from './use-master-tries.ts';

/** Asks for the master password, because a connection waits for it or because the user wants to unlock. */
export function UnlockDialog({ onClose }: { readonly onClose: () => void }) {
  const { secrets } = useHawser();
  const wanted = useStore(secrets.store, (state) => state.wanted);
  const input = useRef<HTMLInputElement>(null);
  const { busy, problem, mayTry, attempt } = useMasterTries(input);
  const submit = async (): Promise<void> => {
    const password = takeValue(input);
    if (password !== '' && mayTry && (await attempt(() => secrets.unlock(password)))) onClose();
  };
  return (
    <Dialog
      icon={LockKeyhole}
      title={t('unlock.title')}
      onDismiss={onClose}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button look="quiet" onClick={() => secrets.show('forget')}>
            {t('unlock.forgotten')}
          </Button>
          <span className="dialog-spring" />
          <Button onClick={onClose}>{t('unlock.notNow')}</Button>
          <Button look="primary" type="submit" disabled={!mayTry}>
            {t(busy ? 'unlock.opening' : 'unlock.open')}
          </Button>
        </>
      }
    >
      <p>{t(wanted === 'use' ? 'unlock.use' : wanted === 'save' ? 'unlock.save' : 'unlock.asked')}</p>
      <Field ref={input} data-autofocus type="password" label={t('unlock.field')} error={problem} />
    </Dialog>
  );
}

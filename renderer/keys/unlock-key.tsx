import { KeyRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import type { KeysStepProps } from './keys-dialog.tsx';
import { useKeyCall } from './use-key-call.ts';

/** Opens a key file, and asks for its passphrase where it has one. */
export function UnlockKey({ file, go, onClose }: KeysStepProps & { readonly file: string }) {
  const { engine } = useHawser();
  const passphrase = useRef<HTMLInputElement>(null);
  const [locked, setLocked] = useState(false);
  const { busy, failure, setFailure, run } = useKeyCall();
  useEffect(() => {
    let gone = false;
    void engine.showKey(file, '').then((shown) => {
      if (gone) return;
      if (shown.ok) go({ step: 'show', key: shown.value });
      else if (shown.failure.reason === 'passphrase-wanted') setLocked(true);
      else setFailure(shown.failure);
    });
    return () => {
      gone = true;
    };
  }, [engine, file, go, setFailure]);
  useEffect(() => {
    if (locked) passphrase.current?.focus();
  }, [locked]);
  const unlock = (): void => {
    const secret = passphrase.current?.value ?? '';
    if (locked && secret !== '') void run(() => engine.showKey(file, secret), (key) => go({ step: 'show', key }));
  };
  return (
    <Dialog
      icon={KeyRound}
      title={t('keys.openTitle')}
      onDismiss={onClose}
      onSubmit={unlock}
      actions={
        <>
          <Button onClick={() => go({ step: 'new' })}>{t('keys.back')}</Button>
          <Button look="primary" type="submit" disabled={!locked || busy}>
            {t('keys.unlock')}
          </Button>
        </>
      }
    >
      <p className="key-file">{file}</p>
      {locked ? <Field ref={passphrase} type="password" label={t('keys.passphrase')} /> : null}
      {failure === null ? null : <FailureCard failure={failure} />}
    </Dialog>
  );
}

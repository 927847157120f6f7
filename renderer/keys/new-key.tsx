import { KeyRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type KeyKind, keyKinds } from '../../shared/model/key-file.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import type { KeysStepProps } from './keys-dialog.tsx';
import { useKeyCall } from './use-key-call.ts';

/** Makes a key pair. The passphrase stays in its fields and goes to the engine alone. */
export function NewKey({ go, onClose }: KeysStepProps) {
  const { engine, main } = useHawser();
  const [kind, setKind] = useState<KeyKind>('ed25519');
  const [file, setFile] = useState('');
  const [comment, setComment] = useState('');
  const [differ, setDiffer] = useState(false);
  const passphrase = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const { busy, failure, setFailure, run } = useKeyCall();

  useEffect(() => {
    void engine.localPlaces().then((places) => {
      const home = places.ok ? places.value.find(({ name }) => name === 'home')?.path : undefined;
      if (home !== undefined) setFile((typed) => (typed === '' ? inFolder(home, '.ssh', 'id_hawser') : typed));
    });
  }, [engine]);

  const make = (): void => {
    const secret = passphrase.current?.value ?? '';
    const same = secret === (again.current?.value ?? '');
    setDiffer(!same);
    if (same && file !== '') void run(() => engine.generateKey({ kind, file, comment, passphrase: secret }), (key) => go({ step: 'show', key }));
  };
  const open = async (): Promise<void> => {
    const chosen = await main.chooseFile({ title: t('keys.open') });
    if (!chosen.ok) setFailure(chosen.failure);
    else if (chosen.value !== null) go({ step: 'unlock', file: chosen.value });
  };
  return (
    <Dialog
      wide
      icon={KeyRound}
      title={t('keys.title')}
      onDismiss={onClose}
      onSubmit={make}
      actions={
        <>
          <Button disabled={busy} onClick={() => void open()}>
            {t('keys.open')}
          </Button>
          <span className="dialog-spring" />
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button look="primary" type="submit" disabled={busy || file === ''}>
            {t(busy ? 'keys.making' : 'keys.make')}
          </Button>
        </>
      }
    >
      <p>{t('keys.words')}</p>
      <div className="field">
        <label className="field-label" htmlFor="key-kind">
          {t('keys.kind')}
        </label>
        <select id="key-kind" data-autofocus className="field-select" value={kind} onChange={(event) => setKind(event.target.value as KeyKind)}>
          {keyKinds.map((one) => (
            <option key={one} value={one}>
              {t(`keys.kind.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <Field label={t('keys.file')} value={file} note={t('keys.fileNote')} onChange={(event) => setFile(event.target.value)} />
      <Field label={t('keys.comment')} value={comment} maxLength={200} note={t('keys.commentNote')} onChange={(event) => setComment(event.target.value)} />
      <Field ref={passphrase} type="password" label={t('keys.passphrase')} note={t('keys.passphraseNote')} />
      <Field ref={again} type="password" label={t('keys.again')} error={differ ? t('keys.differ') : null} />
      {failure === null ? null : <FailureCard failure={failure} />}
    </Dialog>
  );
}

function inFolder(home: string, ...names: readonly string[]): string {
  return [home.replace(/[\\/]$/u, ''), ...names].join(/^[A-Za-z]:|^\\\\/u.test(home) ? '\\' : '/');
}

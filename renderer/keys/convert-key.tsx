import { KeyRound } from 'lucide-react';
import { useRef, useState } from 'react';
import { type KeyFacts, type KeyFormat, keyFormats } from '../../shared/model/key-file.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import type { KeysStepProps } from './keys-dialog.tsx';
import { useKeyCall } from './use-key-call.ts';

/** Writes a key for PuTTY or for OpenSSH, as another file. */
export function ConvertKey({ facts, go, onClose }: KeysStepProps & { readonly facts: KeyFacts }) {
  const { engine } = useHawser();
  const [format, setFormat] = useState<KeyFormat>(facts.format === 'openssh' ? 'ppk-3' : 'openssh');
  const [typed, setTyped] = useState<string | null>(null);
  const current = useRef<HTMLInputElement>(null);
  const fresh = useRef<HTMLInputElement>(null);
  const { busy, failure, run } = useKeyCall();
  const target = typed ?? suggested(facts.file, format);
  const write = (): void =>
    void run(
      () => engine.convertKey({ file: facts.file, passphrase: current.current?.value ?? '', format, target, newPassphrase: fresh.current?.value ?? '' }),
      (key) => go({ step: 'show', key }),
    );
  return (
    <Dialog
      wide
      icon={KeyRound}
      title={t('keys.convertTitle')}
      onDismiss={onClose}
      onSubmit={write}
      actions={
        <>
          <Button onClick={() => go({ step: 'show', key: facts })}>{t('keys.back')}</Button>
          <Button look="primary" type="submit" disabled={busy || target === ''}>
            {t(busy ? 'keys.writing' : 'keys.write')}
          </Button>
        </>
      }
    >
      <p>{t('keys.convertWords', { file: facts.file })}</p>
      <div className="field">
        <label className="field-label" htmlFor="key-format">
          {t('keys.format')}
        </label>
        <select id="key-format" data-autofocus className="field-select" value={format} onChange={(event) => setFormat(event.target.value as KeyFormat)}>
          {keyFormats.map((one) => (
            <option key={one} value={one}>
              {t(`keys.format.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <Field label={t('keys.file')} value={target} onChange={(event) => setTyped(event.target.value)} />
      <Field ref={current} type="password" label={t('keys.current')} note={t('keys.currentNote')} />
      <Field ref={fresh} type="password" label={t('keys.fresh')} note={t('keys.freshNote')} />
      {failure === null ? null : <FailureCard failure={failure} />}
    </Dialog>
  );
}

function suggested(file: string, format: KeyFormat): string {
  const bare = file.replace(/\.ppk$/iu, '');
  return format === 'openssh' ? `${bare}.openssh` : `${bare}.ppk`;
}

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { KeyFacts } from '../../shared/model/key-file.ts';
import { t } from '../locale/translate.ts';
import { FactList } from '../questions/fact-list.tsx';
import { KeyArt } from '../questions/key-art.tsx';
import { Button } from '../ui/button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { useHawser } from '../use-hawser.ts';
import type { KeysStepProps } from './keys-dialog.tsx';
import { useKeyCall } from './use-key-call.ts';
import './keys.css';

/** What is public of a key, and what can be done with it. */
export function KeyView({ facts, go, onClose }: KeysStepProps & { readonly facts: KeyFacts }) {
  const { connection, engine } = useHawser();
  const session = useStore(connection.store, (state) => (state.status === 'open' && state.facts.protection.control.kind === 'ssh' ? state.facts : null));
  const [done, setDone] = useState<string | null>(null);
  const { busy, failure, run } = useKeyCall();
  const { algorithm, bits, file, fingerprint, publicKey, format } = facts;
  const copy = (): void => void copyText(publicKey).then(() => setDone(t('keys.copied')));
  const install = (): void => {
    if (session === null) return;
    void run(() => engine.installKey(session.session, publicKey), ({ added, path }) => setDone(t(added ? 'keys.installed' : 'keys.installedBefore', { path })));
  };
  return (
    <Dialog
      wide
      icon={KeyRound}
      title={t('keys.showTitle')}
      onDismiss={onClose}
      onSubmit={onClose}
      actions={
        <>
          <Button onClick={() => go({ step: 'convert', key: facts })}>{t('keys.convert')}</Button>
          <span className="dialog-spring" />
          <Button disabled={session === null || busy} title={session === null ? t('keys.installWhere') : undefined} onClick={install}>
            {t(busy ? 'keys.installing' : 'keys.install')}
          </Button>
          <Button onClick={copy}>{t('keys.copy')}</Button>
          <Button look="primary" type="submit" data-autofocus>
            {t('dialog.done')}
          </Button>
        </>
      }
    >
      <FactList
        facts={[
          { name: t('keys.file'), value: file },
          { name: t('hostKey.algorithm'), value: bits === null ? algorithm : `${algorithm}, ${t('hostKey.bits', { bits: String(bits) })}`, mono: true },
          { name: t('keys.format'), value: t(`keys.format.${format}`) },
          { name: t('hostKey.fingerprint'), value: fingerprint, mono: true },
        ]}
      />
      <div className="key-halves">
        <KeyArt fingerprint={fingerprint} algorithm={algorithm} bits={bits ?? undefined} />
        <label className="key-public">
          <span className="field-label">{t('keys.public')}</span>
          <textarea className="field-input" readOnly value={publicKey} spellCheck={false} onFocus={(event) => event.target.select()} />
          <span className="field-note">{t('keys.publicNote')}</span>
        </label>
      </div>
      <p role="status" className="key-done">
        {done ?? (session === null ? t('keys.installWhere') : t('keys.installHere', { server: session.label }))}
      </p>
      {failure === null ? null : <FailureCard failure={failure} />}
    </Dialog>
  );
}

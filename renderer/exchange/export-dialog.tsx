import { FileOutput } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ExportResult } from '../../shared/model/exchange-preview.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import type { SiteId } from '../../shared/model/ids.ts';
import { counted, t } from '../locale/translate.ts';
import { takeValue } from '../secrets/take-value.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import { LeftOut } from './left-out.tsx';
import { Tick } from './tick.tsx';
import { useStageFocus } from './use-stage-focus.ts';
import './exchange.css';

/** A file with passwords may be tried at leisure by whoever finds it. */
const LEAST = 8;

/** Writes one site, a folder or everything to a file. */
export function ExportDialog({ node, onClose }: { readonly node: SiteId | null; readonly onClose: () => void }) {
  const { main, sites, secrets } = useHawser();
  const { byId, nodes } = useStore(sites.store);
  const saved = useStore(secrets.store, (state) => state.count);
  const [form, setForm] = useState<'hawser' | 'filezilla'>('hawser');
  const [withSecrets, setWithSecrets] = useState(false);
  const [problem, setProblem] = useState<'short' | 'different' | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<ExportResult | null>(null);
  const [failure, setFailure] = useState<FailureData | null>(null);
  const passphrase = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  useStageFocus(done === null ? 'asking' : 'done');
  const sealing = form === 'hawser' && withSecrets;
  const name = node === null ? null : (byId.get(node)?.name ?? null);

  const submit = async (): Promise<void> => {
    if (done !== null) return onClose();
    const chosen = passphrase.current?.value ?? '';
    const wrong = !sealing ? null : chosen.length < LEAST ? 'short' : chosen !== again.current?.value ? 'different' : null;
    setProblem(wrong);
    if (wrong !== null) return (wrong === 'short' ? passphrase : again).current?.focus();
    setBusy(true);
    takeValue(again);
    const written = await main.exportSites({ ids: node === null ? null : [node], form, passphrase: sealing ? takeValue(passphrase) : null, title: t('export.title') });
    setBusy(false);
    setFailure(written.ok ? null : written.failure);
    if (written.ok) setDone(written.value);
  };

  return (
    <Dialog
      icon={FileOutput}
      title={t('export.title')}
      wide
      onDismiss={onClose}
      onSubmit={() => void submit()}
      actions={
        done !== null ? (
          <Button look="primary" type="submit" data-autofocus>
            {t('dialog.done')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
            <Button look="primary" type="submit" disabled={busy || nodes.length === 0}>
              {t(busy ? 'export.saving' : 'export.save')}
            </Button>
          </>
        )
      }
    >
      {failure === null ? null : <FailureCard failure={failure} />}
      {done !== null ? (
        <ExportDone done={done} />
      ) : (
        <>
          <p>{nodes.length === 0 ? t('export.empty') : name === null ? t('export.all') : t('export.some', { name })}</p>
          <label className="field">
            <span className="field-label">{t('export.form')}</span>
            <select data-autofocus className="field-select" value={form} onChange={(event) => setForm(event.target.value === 'filezilla' ? 'filezilla' : 'hawser')}>
              <option value="hawser">{t('export.hawser')}</option>
              <option value="filezilla">{t('export.filezilla')}</option>
            </select>
          </label>
          {form === 'filezilla' ? <p>{t('export.filezillaWords')}</p> : <Tick label={t('export.secrets')} note={t(saved === 0 ? 'export.noSecrets' : 'export.secretsWords')} disabled={saved === 0} checked={withSecrets} onChange={setWithSecrets} />}
          {sealing ? (
            <>
              <Field ref={passphrase} type="password" label={t('export.passphrase')} note={t('master.nextNote', { least: LEAST })} error={problem === 'short' ? t('master.tooShort', { least: LEAST }) : null} />
              <Field ref={again} type="password" label={t('export.again')} error={problem === 'different' ? t('master.different') : null} />
            </>
          ) : null}
        </>
      )}
    </Dialog>
  );
}

function ExportDone({ done }: { readonly done: ExportResult }) {
  return (
    <>
      <p role="status">
        <strong>{counted('export.done', done.sites)}</strong>
      </p>
      <p className="export-path">
        <code>{done.path}</code>
      </p>
      <p>{done.secrets === 0 ? t('export.noSecretsDone') : counted('export.secretsDone', done.secrets)}</p>
      <LeftOut items={done.notCarried} />
    </>
  );
}

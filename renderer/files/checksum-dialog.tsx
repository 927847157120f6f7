import { Fingerprint } from 'lucide-react';
import { useState } from 'react';
import { displayName } from '../../shared/format/display-name.ts';
import { type ChecksumAlgorithm, checksumAlgorithms } from '../../shared/model/checksum.ts';
import { grammarOf } from '../../shared/path/grammar.ts';
import { t } from '../locale/translate.ts';
import { type Side, selectedEntries } from '../panes/pane-state.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import { useOperation } from './use-operation.ts';
import './checksum-dialog.css';

const names: Readonly<Record<ChecksumAlgorithm, string>> = { sha256: 'SHA-256', sha1: 'SHA-1', md5: 'MD5', crc32: 'CRC-32' };

/** Has the server make a checksum of the selected file, and compares it with one that the user has from elsewhere. */
export function ChecksumDialog({ side, onClose }: { readonly side: Side; readonly onClose: () => void }) {
  const { engine, panes } = useHawser();
  const [{ entry, session, path }] = useState(() => {
    const state = panes[side].store.getState();
    const chosen = selectedEntries(state)[0];
    return { entry: chosen, session: state.session, path: chosen === undefined ? '' : grammarOf(state.grammar).join(state.path, chosen.name) };
  });
  const [algorithm, setAlgorithm] = useState<ChecksumAlgorithm>('sha256');
  const [sum, setSum] = useState<string | null>(null);
  const [expected, setExpected] = useState('');
  const { busy, failure, run, stop } = useOperation();
  const wanted = expected.replaceAll(/[\s:]/gu, '').toLowerCase();
  const matches = sum === null || wanted === '' ? null : wanted === sum;

  const compute = async (): Promise<void> => {
    if (session === null || busy) return;
    setSum(null);
    const outcome = await run((id) => engine.checksum(id, session, path, algorithm));
    if (outcome.ok) setSum(outcome.value);
  };
  return (
    <Dialog
      wide
      icon={Fingerprint}
      title={t('checksum.title', { name: displayName(entry?.name ?? '') })}
      onDismiss={onClose}
      onSubmit={() => void compute()}
      actions={
        <>
          <Button onClick={busy ? stop : onClose}>{t(busy ? 'dialog.stop' : 'dialog.close')}</Button>
          <Button look="primary" type="submit" disabled={busy}>
            {t(busy ? 'checksum.busy' : 'checksum.compute')}
          </Button>
        </>
      }
    >
      <p>{t('checksum.words')}</p>
      <div className="field">
        <label className="field-label" htmlFor="checksum-algorithm">
          {t('checksum.algorithm')}
        </label>
        <select
          id="checksum-algorithm"
          data-autofocus
          className="field-select checksum-algorithm"
          value={algorithm}
          disabled={busy}
          onChange={(event) => {
            setAlgorithm(event.target.value as ChecksumAlgorithm);
            setSum(null);
          }}
        >
          {checksumAlgorithms.map((one) => (
            <option key={one} value={one}>
              {names[one]}
            </option>
          ))}
        </select>
      </div>
      <output className="checksum-sum" aria-label={t('checksum.sum')}>
        {sum ?? t(busy ? 'checksum.busy' : 'checksum.none')}
      </output>
      <Field label={t('checksum.expected')} className="field-input checksum-expected" value={expected} note={matches === true ? t('checksum.same') : t('checksum.expectedNote')} error={matches === false ? t('checksum.different') : null} onChange={(event) => setExpected(event.target.value)} />
      {failure === null ? null : <FailureCard failure={failure} />}
    </Dialog>
  );
}

import { FileLock2 } from 'lucide-react';
import { useState } from 'react';
import { displayName } from '../../shared/format/display-name.ts';
import type { ModeChange } from '../../shared/model/mode-change.ts';
import { grammarOf } from '../../shared/path/grammar.ts';
import { counted, t } from '../locale/translate.ts';
import { type Side, selectedEntries } from '../panes/pane-state.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import { bitsOfDigits, commonBits, digitsOf, type ModeBits } from './mode-bits.ts';
import { ModeGrid } from './mode-grid.tsx';
import { useOperation } from './use-operation.ts';
import './permissions-dialog.css';

const scopes = ['all', 'files', 'directories'] as const;

/** Changes the permission bits of what is selected, of whole folders too; bits may stay as each file has them. */
export function PermissionsDialog({ side, onClose }: { readonly side: Side; readonly onClose: () => void }) {
  const { engine, panes } = useHawser();
  const pane = panes[side];
  // What was asked about is what is changed, whatever the list shows meanwhile. Links have no bits of their own.
  const [{ entries, session, grammar, path }] = useState(() => {
    const state = pane.store.getState();
    return { ...state, entries: selectedEntries(state).filter(({ kind }) => kind !== 'link') };
  });
  const folders = entries.some(({ kind }) => kind === 'directory');
  const [agreed] = useState<ModeBits>(() => commonBits(entries));
  const [bits, setBits] = useState(agreed);
  const differing = 0o777 & ~agreed.mask;
  const [digits, setDigits] = useState(() => digitsOf(bits));
  const [recursive, setRecursive] = useState(false);
  const [to, setTo] = useState<ModeChange['to']>('all');
  const { busy, failure, run, stop } = useOperation();
  const typed = bitsOfDigits(digits);
  const wrong = typed === null && digits !== digitsOf(bits);
  const first = entries[0];

  const choose = (next: ModeBits): void => {
    setBits(next);
    setDigits(digitsOf(next));
  };
  const type = (text: string): void => {
    setDigits(text);
    const read = bitsOfDigits(text);
    if (read !== null) setBits(read);
  };
  const apply = async (): Promise<void> => {
    if (session === null || busy || wrong || bits.mask === 0) return;
    const targets = entries.map((entry) => ({ path: grammarOf(grammar).join(path, entry.name), directory: entry.kind === 'directory', mode: entry.mode }));
    const outcome = await run((id) => engine.changeModes(id, session, targets, { ...bits, recursive: recursive && folders, to }));
    if (outcome.ok) onClose();
    void pane.refresh();
  };

  return (
    <Dialog
      icon={FileLock2}
      title={entries.length === 1 && first !== undefined ? t('permissions.titleOne', { name: displayName(first.name) }) : counted('permissions.title', entries.length)}
      onDismiss={onClose}
      onSubmit={() => void apply()}
      actions={
        <>
          <Button onClick={busy ? stop : onClose}>{t(busy ? 'dialog.stop' : 'dialog.cancel')}</Button>
          <Button look="primary" type="submit" disabled={busy || wrong || bits.mask === 0 || entries.length === 0}>
            {t(busy ? 'permissions.busy' : 'permissions.apply')}
          </Button>
        </>
      }
    >
      <ModeGrid bits={bits} differing={differing} disabled={busy} onChange={choose} />
      <Field data-autofocus className="field-input permissions-digits" label={t('permissions.digits')} value={digits} maxLength={3} disabled={busy} error={wrong ? t('permissions.digitsWrong') : null} note={t('permissions.digitsNote')} onChange={(event) => type(event.target.value)} />
      {folders ? (
        <div className="permissions-scope">
          <label className="permissions-choice">
            <input type="checkbox" checked={recursive} disabled={busy} onChange={(event) => setRecursive(event.target.checked)} />
            {t('permissions.recursive')}
          </label>
          <div role="radiogroup" aria-label={t('permissions.to')} className="permissions-to">
            {scopes.map((scope) => (
              <label key={scope} className="permissions-choice">
                <input type="radio" name="permissions-to" checked={to === scope} disabled={busy || !recursive} onChange={() => setTo(scope)} />
                {t(`permissions.to.${scope}`)}
              </label>
            ))}
          </div>
        </div>
      ) : null}
      {failure === null ? null : <FailureCard failure={failure} />}
    </Dialog>
  );
}

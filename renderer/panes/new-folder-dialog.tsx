import { FolderPlus } from 'lucide-react';
import { useState } from 'react';
import type { FailureData } from '../../shared/model/failure.ts';
import { displayName } from '../../shared/format/display-name.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser, usePane } from '../use-hawser.ts';
import { checkName } from './check-name.ts';
import type { Side } from './pane-state.ts';

/** Asks for the name of a folder and makes it. A failure stays in the dialog, with what was typed. */
export function NewFolderDialog({ side, onClose }: { readonly side: Side; readonly onClose: () => void }) {
  const pane = useHawser().panes[side];
  const { grammar, names, path } = usePane(pane, (state) => state);
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureData | null>(null);
  const problem = name === '' ? null : checkName(name, grammar, names);
  const submit = async (): Promise<void> => {
    if (name === '' || problem !== null || busy) return;
    setBusy(true);
    const made = await pane.makeDirectory(name);
    setBusy(false);
    if (made.ok) onClose();
    else setFailure(made.failure);
  };
  return (
    <Dialog
      icon={FolderPlus}
      title={t('newFolder.title')}
      onDismiss={onClose}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button look="primary" type="submit" disabled={name === '' || problem !== null || busy}>
            {t('newFolder.create')}
          </Button>
        </>
      }
    >
      <Field data-autofocus label={t('newFolder.name')} value={name} error={problem === null ? null : t(problem)} note={t('newFolder.in', { path: displayName(path) })} onChange={(event) => setName(event.target.value)} />
      {failure === null ? null : <FailureCard failure={failure} />}
    </Dialog>
  );
}

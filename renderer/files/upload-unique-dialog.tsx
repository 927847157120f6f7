import { FilePlus2 } from 'lucide-react';
import { useState } from 'react';
import { displayName } from '../../shared/format/display-name.ts';
import { failureData } from '../../shared/model/failure.ts';
import { failed } from '../../shared/model/outcome.ts';
import { grammarOf } from '../../shared/path/grammar.ts';
import { t } from '../locale/translate.ts';
import { selectedEntries } from '../panes/pane-state.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { useHawser } from '../use-hawser.ts';
import { useOperation } from './use-operation.ts';

/** Stores the selected file of this computer in the folder that the remote pane shows, under a name that the server chooses. */
export function UploadUniqueDialog({ onClose }: { readonly onClose: () => void }) {
  const { engine, panes, notices } = useHawser();
  // The list may change below the dialog.
  const [{ name, path }] = useState(() => {
    const state = panes.local.store.getState();
    const chosen = selectedEntries(state)[0]?.name ?? '';
    return { name: chosen, path: grammarOf(state.grammar).join(state.path, chosen) };
  });
  const { busy, failure, run, stop } = useOperation();
  const upload = async (): Promise<void> => {
    if (busy) return;
    const stored = await run((id, isStopped) =>
      panes.remote.bringIn(async (session, folder) => (isStopped() ? failed(failureData('cancelled')) : engine.uploadUnique(id, path, session, folder))),
    );
    if (!stored.ok) return;
    const there = grammarOf(panes.remote.store.getState().grammar).base(stored.value);
    notices.show({ tone: 'info', title: t('uploadUnique.done', { name: displayName(name), there: displayName(there) }), body: t('uploadUnique.done.next'), detail: displayName(stored.value) });
    onClose();
  };
  return (
    <Dialog
      icon={FilePlus2}
      title={t('uploadUnique.title', { name: displayName(name) })}
      onDismiss={onClose}
      onSubmit={() => void upload()}
      actions={
        <>
          <Button onClick={busy ? stop : onClose}>{t(busy ? 'dialog.stop' : 'dialog.cancel')}</Button>
          <Button look="primary" type="submit" data-autofocus disabled={busy}>
            {t(busy ? 'uploadUnique.busy' : 'uploadUnique.start')}
          </Button>
        </>
      }
    >
      <p>{t('uploadUnique.words')}</p>
      {busy ? <p role="status">{t('uploadUnique.stopNote')}</p> : null}
      {failure === null ? null : <FailureCard failure={failure} />}
    </Dialog>
  );
}

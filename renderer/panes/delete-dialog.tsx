import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { displayName } from '../../shared/format/display-name.ts';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { counted, t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useHawser } from '../use-hawser.ts';
import { type Side, selectedEntries } from './pane-state.ts';
import { FileIcon } from './file-icon.tsx';
import './delete-dialog.css';

const SHOWN = 6;

/** Asks before anything is deleted, naming what. */
export function DeleteDialog({ side, onClose }: { readonly side: Side; readonly onClose: () => void }) {
  const pane = useHawser().panes[side];
  // What was asked about is what is deleted, whatever the list shows meanwhile.
  const [entries] = useState(() => selectedEntries(pane.store.getState()));
  const [{ session }] = useState(() => pane.store.getState());
  const folders = entries.some((entry) => entry.kind === 'directory');
  const first = entries[0];
  const title = entries.length === 1 && first !== undefined ? t('delete.titleOne', { name: displayName(first.name) }) : counted('delete.title', entries.length);
  const remove = (): void => {
    onClose();
    void pane.remove(entries);
  };
  return (
    <Dialog
      tone="bad"
      icon={Trash2}
      title={title}
      onDismiss={onClose}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button look="danger" onClick={remove}>
            {t('delete.confirm')}
          </Button>
        </>
      }
    >
      <p>{t(session !== LOCAL_SESSION ? 'delete.remoteWords' : 'delete.localWords')}</p>
      {folders ? <p>{t('delete.folderWords')}</p> : null}
      {entries.length < 2 ? null : (
        <ul className="delete-list">
          {entries.slice(0, SHOWN).map((entry) => (
            <li key={entry.name}>
              <FileIcon entry={entry} />
              <span>{displayName(entry.name)}</span>
            </li>
          ))}
          {entries.length > SHOWN ? <li className="delete-more">{counted('delete.more', entries.length - SHOWN)}</li> : null}
        </ul>
      )}
    </Dialog>
  );
}

import { BookmarkPlus } from 'lucide-react';
import { useState } from 'react';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import { bookmarksOf, connectedSite } from './bookmarks.ts';
import './bookmarks.css';
import { ScopeField } from './scope-field.tsx';

/** Keeps the two folders that are shown, with the site that is connected or for all. */
export function AddBookmarkDialog({ onClose }: { readonly onClose: () => void }) {
  const hawser = useHawser();
  const { local, remote } = hawser.panes;
  const [site] = useState(() => connectedSite(hawser));
  const [connected] = useState(() => hawser.connection.store.getState().status === 'open');
  const [remoteDirectory, setRemote] = useState(connected ? remote.store.getState().path : '');
  const [localDirectory, setLocal] = useState(local.store.getState().path);
  const [name, setName] = useState(() => lastName(connected ? remoteDirectory : localDirectory));
  const [together, setTogether] = useState(hawser.together.store.getState().from !== null);
  const [scope, setScope] = useState(site?.id ?? null);
  const complete = name.trim() !== '' && (remoteDirectory.trim() !== '' || localDirectory.trim() !== '');
  const save = (): void => {
    if (!complete) return;
    onClose();
    const bookmark = { name: name.trim(), remoteDirectory: remoteDirectory.trim(), localDirectory: localDirectory.trim(), synchronizedBrowsing: together };
    void hawser.sites.change({ kind: 'bookmarks', site: scope, bookmarks: [...bookmarksOf(hawser.sites.store.getState(), scope), bookmark] });
  };
  return (
    <Dialog
      icon={BookmarkPlus}
      title={t('bookmarks.add')}
      onDismiss={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button look="primary" type="submit" disabled={!complete}>
            {t('bookmarks.save')}
          </Button>
        </>
      }
    >
      <Field data-autofocus label={t('bookmarks.name')} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} onFocus={(event) => event.target.select()} />
      {site === undefined ? null : <ScopeField sites={[site]} value={scope} onChange={setScope} />}
      <Field label={t('bookmarks.remote')} value={remoteDirectory} maxLength={4096} note={t('bookmarks.folderNote')} onChange={(event) => setRemote(event.target.value)} />
      <Field label={t('bookmarks.local')} value={localDirectory} maxLength={4096} onChange={(event) => setLocal(event.target.value)} />
      <label className="bookmark-line">
        <input type="checkbox" checked={together} onChange={(event) => setTogether(event.target.checked)} />
        {t('siteForm.synchronizedBrowsing')}
      </label>
    </Dialog>
  );
}

/** What a folder is called at the end of its path, on whatever system. */
function lastName(path: string): string {
  return path.split(/[\\/]/u).findLast((part) => part !== '')?.slice(0, 200) ?? path;
}

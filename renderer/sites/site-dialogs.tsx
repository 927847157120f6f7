import { Bookmark, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { profileLabel } from '../../shared/model/profile.ts';
import type { Site } from '../../shared/model/site.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';

/** Keeps the server that is connected, under a name. Its password is not kept. */
export function SaveSiteDialog({ onClose }: { readonly onClose: () => void }) {
  const hawser = useHawser();
  const { profile } = hawser.connection.store.getState();
  const [name, setName] = useState(profile?.host ?? '');
  if (profile === null) return null;
  const save = (): void => {
    if (name.trim() === '') return;
    onClose();
    const { path, home } = hawser.panes.remote.store.getState();
    void hawser.sites.save({ name: name.trim().slice(0, 200), profile, remoteDirectory: path === home ? '' : path, localDirectory: hawser.panes.local.store.getState().path });
  };
  return (
    <Dialog
      icon={Bookmark}
      title={t('saveSite.title')}
      onDismiss={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button look="primary" type="submit" disabled={name.trim() === ''}>
            {t('saveSite.save')}
          </Button>
        </>
      }
    >
      <Field data-autofocus label={t('saveSite.name')} value={name} maxLength={200} note={profileLabel(profile)} onChange={(event) => setName(event.target.value)} onFocus={(event) => event.target.select()} />
      <p>{t('saveSite.words')}</p>
    </Dialog>
  );
}

export function RemoveSiteDialog({ site, onClose }: { readonly site: Site; readonly onClose: () => void }) {
  const hawser = useHawser();
  return (
    <Dialog
      tone="bad"
      icon={Trash2}
      title={t('removeSite.title', { name: site.name })}
      onDismiss={onClose}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button
            look="danger"
            onClick={() => {
              onClose();
              void hawser.sites.remove(site.id);
            }}
          >
            {t('removeSite.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('removeSite.words')}</p>
    </Dialog>
  );
}

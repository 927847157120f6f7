import { Bookmark } from 'lucide-react';
import { useId, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { SiteId } from '../../shared/model/ids.ts';
import { profileLabel } from '../../shared/model/profile.ts';
import { isFolder, type SiteNode } from '../../shared/model/site.ts';
import { childrenOf } from '../../shared/model/site-tree.ts';
import { t } from '../locale/translate.ts';
import { SaveSecret } from '../secrets/save-secret.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import { NEW_SITE } from './manager-actions.ts';
import { freshSiteId } from './site-store.ts';

/** Keeps the server that is connected, under a name and in a folder. Its password goes with it only when that is ticked. */
export function SaveSiteDialog({ onClose }: { readonly onClose: () => void }) {
  const hawser = useHawser();
  const { profile } = hawser.connection.store.getState();
  const nodes = useStore(hawser.sites.store, (state) => state.nodes);
  const folders = useMemo(() => foldersInOrder(nodes), [nodes]);
  const [name, setName] = useState(profile?.host ?? '');
  const [parent, setParent] = useState<SiteId | null>(null);
  const secret = useRef<HTMLInputElement>(null);
  const id = useId();
  if (profile === null) return null;
  const save = (): void => {
    if (name.trim() === '') return;
    onClose();
    const { path, home } = hawser.panes.remote.store.getState();
    const site = { ...NEW_SITE, id: freshSiteId(), parent, name: name.trim().slice(0, 200), profile, remoteDirectory: path === home ? '' : path, localDirectory: hawser.panes.local.store.getState().path };
    const withSecret = secret.current?.checked ?? false;
    void hawser.sites.change({ kind: 'put', nodes: [site], before: null }).then((saved) => (saved && withSecret ? hawser.secrets.keepSiteSecrets(site.id) : false));
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
      {folders.length === 0 ? null : (
        <div className="field">
          <label className="field-label" htmlFor={id}>
            {t('saveSite.folder')}
          </label>
          <select id={id} className="field-select" value={parent ?? ''} onChange={(event) => setParent(folders.find(({ folder }) => folder.id === event.target.value)?.folder.id ?? null)}>
            <option value="">{t('saveSite.top')}</option>
            {folders.map(({ folder, level }) => (
              <option key={folder.id} value={folder.id}>
                {'\u2003'.repeat(level) + folder.name}
              </option>
            ))}
          </select>
        </div>
      )}
      <p>{t('saveSite.words')}</p>
      {profile.logon.type === 'password' || profile.logon.type === 'key-file' ? <SaveSecret ref={secret} /> : null}
    </Dialog>
  );
}

/** Every folder below the one that it stands in, with how deep that is. */
function foldersInOrder(nodes: readonly SiteNode[]): readonly { readonly folder: SiteNode; readonly level: number }[] {
  const children = childrenOf(nodes.filter(isFolder));
  const below = (parent: SiteId | null, level: number): { readonly folder: SiteNode; readonly level: number }[] =>
    (children.get(parent) ?? []).flatMap((folder) => [{ folder, level }, ...below(folder.id, level + 1)]);
  return below(null, 0);
}

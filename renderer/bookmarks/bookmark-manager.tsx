import { ArrowUp, Bookmark as BookmarkIcon, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { SiteId } from '../../shared/model/ids.ts';
import { type Bookmark, bookmarkSchema } from '../../shared/model/site.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import { bookmarksOf, connectedSite, openBookmark } from './bookmarks.ts';
import { ScopeField } from './scope-field.tsx';
import './bookmarks.css';

/** All bookmarks of a site or of none. A change holds as soon as its field is left. */
export function BookmarkManager({ onClose }: { readonly onClose: () => void }) {
  const hawser = useHawser();
  const state = useStore(hawser.sites.store);
  const [own] = useState(() => connectedSite(hawser));
  const [scope, setScope] = useState<SiteId | null>(own?.id ?? null);
  const [removed, setRemoved] = useState<string | null>(null);
  const sites = state.sites.filter((site) => site.bookmarks.length > 0 || site.id === own?.id);
  const bookmarks = bookmarksOf(state, scope);
  const set = (next: readonly Bookmark[]): Promise<boolean> => hawser.sites.change({ kind: 'bookmarks', site: scope, bookmarks: [...next] });
  const undo = (): void => {
    setRemoved(null);
    void hawser.sites.undo();
  };
  return (
    <Dialog
      wide
      icon={BookmarkIcon}
      title={t('bookmarks.title')}
      onDismiss={onClose}
      onSubmit={onClose}
      actions={
        <Button look="primary" type="submit" data-autofocus>
          {t('dialog.done')}
        </Button>
      }
    >
      {sites.length === 0 ? null : (
        <ScopeField
          sites={sites}
          value={scope}
          onChange={(next) => {
            setScope(next);
            setRemoved(null);
          }}
        />
      )}
      {bookmarks.length === 0 ? <p className="bookmarks-none">{t('bookmarks.none')}</p> : null}
      <ul className="bookmarks" aria-label={t('bookmarks.title')}>
        {bookmarks.map((bookmark, index) => (
          <BookmarkRow
            key={JSON.stringify([scope, index, bookmark])}
            bookmark={bookmark}
            first={index === 0}
            onChange={(next) => void set(bookmarks.map((one, at) => (at === index ? next : one)))}
            onUp={() => void set(bookmarks.map((one, at) => (at === index - 1 ? bookmark : at === index ? bookmarks[index - 1]! : one)))}
            onRemove={() => void set(bookmarks.filter((_, at) => at !== index)).then((done) => setRemoved(done ? bookmark.name : null))}
            onOpen={() => {
              onClose();
              void openBookmark(hawser, bookmark);
            }}
          />
        ))}
      </ul>
      {removed === null ? null : (
        <p className="bookmarks-undo" role="status">
          {t('manager.removed', { name: removed })}
          <Button look="quiet" onClick={undo}>
            {t('manager.undo')}
          </Button>
        </p>
      )}
    </Dialog>
  );
}

interface BookmarkRowProps {
  readonly bookmark: Bookmark;
  readonly first: boolean;
  readonly onChange: (bookmark: Bookmark) => void;
  readonly onUp: () => void;
  readonly onRemove: () => void;
  readonly onOpen: () => void;
}

function BookmarkRow({ bookmark, first, onChange, onUp, onRemove, onOpen }: BookmarkRowProps) {
  const [typed, setTyped] = useState(bookmark);
  const complete = bookmarkSchema.safeParse(typed).success && typed.name.trim() !== '' && typed.remoteDirectory + typed.localDirectory !== '';
  const leave = (): void => {
    if (complete && JSON.stringify(typed) !== JSON.stringify(bookmark)) onChange(typed);
  };
  const field = (part: 'name' | 'remoteDirectory' | 'localDirectory', label: string) => (
    <input
      className="field-input"
      aria-label={t('bookmarks.fieldOf', { field: label, name: bookmark.name })}
      aria-invalid={!complete && (part === 'name' ? typed.name.trim() === '' : typed.remoteDirectory + typed.localDirectory === '')}
      placeholder={label}
      value={typed[part]}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setTyped({ ...typed, [part]: event.target.value })}
      onBlur={leave}
    />
  );
  return (
    <li className="bookmark-row">
      <span className="bookmark-line">
        {field('name', t('bookmarks.name'))}
        <Button onClick={onOpen}>{t('bookmarks.open')}</Button>
        <IconButton small icon={ArrowUp} label={t('bookmarks.up', { name: bookmark.name })} disabled={first} onClick={onUp} />
        <IconButton small icon={Trash2} label={t('bookmarks.remove', { name: bookmark.name })} onClick={onRemove} />
      </span>
      <span className="bookmark-line">
        {field('localDirectory', t('bookmarks.local'))}
        {field('remoteDirectory', t('bookmarks.remote'))}
      </span>
      <label className="bookmark-line">
        <input type="checkbox" checked={typed.synchronizedBrowsing} onChange={(event) => onChange({ ...bookmark, synchronizedBrowsing: event.target.checked })} />
        {t('siteForm.synchronizedBrowsing')}
      </label>
    </li>
  );
}

import { FolderPlus, Plus, Search, Server, Undo2 } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { isFolder, type Site } from '../../shared/model/site.ts';
import { counted, t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ICON, IconButton, SMALL_ICON } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import { shownKey } from '../window/key-hint.ts';
import type { SiteId } from '../../shared/model/ids.ts';
import { connectSite } from './connect-site.ts';
import { tabOf } from './site-editor.tsx';
import { SiteEditor } from './site-editor.tsx';
import { createActions, type ManagerActions } from './manager-actions.ts';
import type { FreshSite } from './site-fields.ts';
import { createManager, draftOf, type ManagerStore, saveDrafts } from './manager-store.ts';
import { keepsPasswords, savePasswords } from './form/save-passwords.ts';
import { createTypedPasswords, PasswordsContext } from './form/typed-passwords.ts';
import { checkFields } from './check-fields.ts';
import { readFields } from './read-fields.ts';
import { FolderCard } from './folder-card.tsx';
import { SiteTree } from './site-tree.tsx';
import { createConnectionTest } from './test-connection.ts';
import { TestResult } from './test-result.tsx';
import './site-manager.css';
import './site-form.css';

interface SiteManagerProps {
  /** The site to begin with; null for the one that was used last. */
  readonly site: SiteId | null;
  /** Begins with a site that is not saved yet. */
  readonly fresh?: FreshSite;
  readonly onClose: () => void;
}

/** All sites at the left, the one that is selected at the right. */
export function SiteManager({ site: first, fresh, onClose }: SiteManagerProps) {
  const hawser = useHawser();
  const { sites } = hawser;
  const [store] = useState(() => createManager(sites, first));
  const [actions] = useState(() => {
    const created = createActions(store, sites);
    if (fresh !== undefined) created.newSite(fresh);
    return created;
  });
  const [passwords] = useState(createTypedPasswords);
  const [test] = useState(() => createConnectionTest(hawser));
  const { selected, drafts, leaving } = useStore(store);
  const saved = useStore(sites.store, ({ byId }) => (selected === null ? undefined : byId.get(selected)));
  const node = saved ?? (selected === null ? undefined : drafts.get(selected)?.site);
  const site = node === undefined || isFolder(node) ? null : node;
  useSyncExternalStore(passwords.subscribe, passwords.version);
  const keeps = useStore(hawser.secrets.store, ({ keeping }) => keepsPasswords(keeping));
  const changed = new Set([...drafts.keys(), ...(keeps ? passwords.ids() : [])]).size;

  // A result belongs to the site that it was found for.
  useEffect(() => () => void test.stop(), [test, selected]);

  const showWrong = (): void => {
    const { selected: at, drafts: now } = store.getState();
    const draft = at === null ? undefined : now.get(at);
    const [wrong] = draft === undefined ? [] : Object.keys(checkFields(draft.fields));
    if (wrong === undefined) return;
    store.setState({ tab: tabOf(wrong) });
    requestAnimationFrame(() => document.querySelector<HTMLElement>('#site-tab-panel [aria-invalid="true"]')?.focus());
  };
  const save = async (): Promise<boolean> => {
    const done = await saveDrafts(store, sites);
    if (!done) showWrong();
    return done && (await savePasswords(hawser, passwords));
  };
  const connect = async (inNewTab = false): Promise<void> => {
    const { selected: id } = store.getState();
    if (id === null || !(await save())) return;
    const target = sites.store.getState().byId.get(id);
    if (target === undefined || isFolder(target)) return;
    onClose();
    await connectSite(inNewTab ? hawser.tabs.open() : hawser, target, passwords.of(id));
  };
  const tryOut = async (target: Site): Promise<void> => {
    const draft = draftOf(store.getState().drafts, target);
    const { site: read } = readFields(draft.fields, target);
    if (read === null) {
      store.setState(({ drafts: now }) => ({ drafts: new Map(now).set(target.id, { ...draft, tried: true }) }));
      return showWrong();
    }
    const secret = passwords.of(target.id);
    await test.run(read.profile, { ...(draft.fresh ? {} : { site: target.id }), ...(secret === undefined ? {} : { secret }) }, read.remoteDirectory);
  };
  // Escape while it is asked goes back to the fields.
  const leave = (): void => (changed > 0 ? store.setState({ leaving: !leaving }) : onClose());

  return (
    <Dialog
      icon={Server}
      title={t('manager.title')}
      size="large"
      onDismiss={leave}
      onSubmit={() => void connect()}
      actions={
        leaving ? (
          <>
            <p className="manager-leaving dialog-spring" role="alert">
              {counted('manager.leave', changed)}
            </p>
            <Button look="danger" onClick={onClose}>
              {t('manager.discard')}
            </Button>
            <Button onClick={() => store.setState({ leaving: false })}>{t('manager.keepEditing')}</Button>
            <Button look="primary" onClick={() => void save().then((done) => done && onClose())}>
              {t('manager.saveAndClose')}
            </Button>
          </>
        ) : (
          <>
            <Button disabled={site === null} onClick={() => site !== null && void tryOut(site)}>
              {t('manager.test')}
            </Button>
            <span className="dialog-spring" />
            <Button onClick={leave}>{t(changed > 0 ? 'dialog.cancel' : 'dialog.close')}</Button>
            <Button disabled={changed === 0} onClick={() => void save()}>
              {t('manager.save')}
            </Button>
            <Button disabled={site === null} onClick={() => void connect(true)}>
              {t('manager.connectInTab')}
            </Button>
            <Button look="primary" type="submit" disabled={site === null}>
              {t('manager.connect')}
            </Button>
          </>
        )
      }
    >
      <PasswordsContext value={passwords}>
        <div className="manager">
          <Side store={store} actions={actions} onConnect={() => void connect()} />
          <div className="manager-main">
            {site !== null ? <SiteEditor store={store} site={site} /> : node !== undefined && isFolder(node) ? <FolderCard folder={node} actions={actions} /> : <NoSite actions={actions} />}
            <TestResult test={test} />
          </div>
        </div>
      </PasswordsContext>
    </Dialog>
  );
}

interface SideProps {
  readonly store: ManagerStore;
  readonly actions: ManagerActions;
  readonly onConnect: () => void;
}

function Side({ store, actions, onConnect }: SideProps) {
  const query = useStore(store, (state) => state.query);
  const undoable = useStore(store, (state) => state.undoable);
  const focusTree = (): void => document.querySelector<HTMLElement>('.site-tree')?.focus();
  return (
    <div className="manager-side">
      <div className="manager-tools">
        <label className="manager-search">
          <Search {...SMALL_ICON} />
          <input
            type="search"
            aria-label={t('manager.search')}
            placeholder={t('manager.search')}
            value={query}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => store.setState({ query: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown' || event.key === 'Enter') focusTree();
              else if (event.key === 'Escape' && query !== '') store.setState({ query: '' });
              else return;
              event.preventDefault();
            }}
          />
        </label>
        <IconButton icon={Plus} label={t('manager.newSite')} hint={shownKey('CmdOrCtrl+N')} onClick={() => actions.newSite()} />
        <IconButton icon={FolderPlus} label={t('manager.newFolder')} hint={shownKey('CmdOrCtrl+Shift+N')} onClick={() => void actions.newFolder()} />
      </div>
      <SiteTree store={store} actions={actions} onConnect={onConnect} />
      {undoable === null ? null : (
        <div className="manager-undo" role="status">
          <span className="manager-undo-words">{undoable.words}</span>
          <Button look="quiet" title={shownKey('CmdOrCtrl+Z')} onClick={() => void actions.undo()}>
            <Undo2 {...SMALL_ICON} />
            {t('manager.undo')}
          </Button>
        </div>
      )}
    </div>
  );
}

function NoSite({ actions }: { readonly actions: ManagerActions }) {
  return (
    <div className="manager-blank">
      <Server {...ICON} size={28} />
      <p className="manager-blank-title">{t('manager.blank')}</p>
      <p className="manager-blank-words">{t('manager.blankWords')}</p>
      <Button look="primary" onClick={() => actions.newSite()}>
        {t('manager.newSite')}
      </Button>
    </div>
  );
}

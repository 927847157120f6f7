import { useStore } from 'zustand';
import { assertNever } from '../../shared/model/assert-never.ts';
import { AddBookmarkDialog } from '../bookmarks/add-bookmark-dialog.tsx';
import { BookmarkManager } from '../bookmarks/bookmark-manager.tsx';
import { ExportDialog } from '../exchange/export-dialog.tsx';
import { ImportDialog } from '../exchange/import-dialog.tsx';
import { LinkDialog } from '../exchange/link-dialog.tsx';
import { ChecksumDialog } from '../files/checksum-dialog.tsx';
import { DuplicateDialog } from '../files/duplicate-dialog.tsx';
import { UploadUniqueDialog } from '../files/upload-unique-dialog.tsx';
import { NewFolderDialog } from '../files/new-folder-dialog.tsx';
import { NewLinkDialog } from '../files/new-link-dialog.tsx';
import { PermissionsDialog } from '../files/permissions-dialog.tsx';
import { RawCommandDialog } from '../files/raw-command-dialog.tsx';
import { KeysDialog } from '../keys/keys-dialog.tsx';
import { LimitsDialog } from '../limits/limits-dialog.tsx';
import { DeleteDialog } from '../panes/delete-dialog.tsx';
import { OtherServerDialog } from '../panes/other-server-dialog.tsx';
import { QuestionDialog } from '../questions/question-dialog.tsx';
import { AfterQueueDialog } from '../queue/after-queue-dialog.tsx';
import { CountdownDialog } from '../queue/countdown-dialog.tsx';
import { SecretDialogs } from '../secrets/secret-dialogs.tsx';
import { SettingsDialog } from '../settings/settings-dialog.tsx';
import { SaveSiteDialog } from '../sites/save-site-dialog.tsx';
import { SiteManager } from '../sites/site-manager.tsx';
import { TrustDialogs } from '../trust/trust-dialogs.tsx';
import { useHawser } from '../use-hawser.ts';
import { AboutDialog } from './about-dialog.tsx';

/** The dialog that a command opened, and over it the engine's question. */
export function Dialogs() {
  return (
    <>
      <CommandDialog />
      <QuestionDialog />
      <SecretDialogs />
      <CountdownDialog />
    </>
  );
}

function CommandDialog() {
  const hawser = useHawser();
  const dialog = useStore(hawser.window, (state) => state.dialog);
  // A call that ends after its dialog was dismissed closes no other one.
  const goTo = (next: typeof dialog): void => hawser.window.setState((state) => (state.dialog === dialog ? { dialog: next } : state));
  const close = (): void => goTo(null);
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'settings':
      return <SettingsDialog {...(dialog.page === undefined ? {} : { page: dialog.page })} onClose={close} />;
    case 'limits':
      return <LimitsDialog onClose={close} />;
    case 'after-queue':
      return <AfterQueueDialog onClose={close} />;
    case 'about':
      return <AboutDialog onClose={close} />;
    case 'new-folder':
      return <NewFolderDialog side={dialog.side} onClose={close} />;
    case 'new-link':
      return <NewLinkDialog side={dialog.side} onClose={close} />;
    case 'duplicate':
      return <DuplicateDialog side={dialog.side} onClose={close} />;
    case 'upload-unique':
      return <UploadUniqueDialog onClose={close} />;
    case 'delete':
      return <DeleteDialog side={dialog.side} onClose={close} />;
    case 'permissions':
      return <PermissionsDialog side={dialog.side} onClose={close} />;
    case 'checksum':
      return <ChecksumDialog side={dialog.side} onClose={close} />;
    case 'raw-command':
      return <RawCommandDialog side={dialog.side} onClose={close} />;
    case 'add-bookmark':
      return <AddBookmarkDialog onClose={close} />;
    case 'bookmarks':
      return <BookmarkManager onClose={close} />;
    case 'other-server':
      return <OtherServerDialog site={dialog.site} onClose={close} />;
    case 'keys':
      return <KeysDialog onClose={close} />;
    case 'import':
      return <ImportDialog key={dialog.path} path={dialog.path} onClose={close} />;
    case 'export':
      return <ExportDialog node={dialog.node} onClose={() => goTo(dialog.node === null ? null : { kind: 'sites', site: dialog.node })} />;
    case 'link':
      return <LinkDialog link={dialog.link} onClose={close} />;
    case 'save-site':
      return <SaveSiteDialog onClose={close} />;
    case 'sites':
      return <SiteManager site={dialog.site} {...(dialog.fresh === undefined ? {} : { fresh: dialog.fresh })} onClose={close} />;
    case 'trust':
    case 'inspect':
    case 'inspect-server':
    case 'ssh-session':
    case 'plain-session':
      return <TrustDialogs dialog={dialog} onClose={close} />;
    default:
      return assertNever(dialog);
  }
}

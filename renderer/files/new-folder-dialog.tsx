import { FolderPlus } from 'lucide-react';
import { t } from '../locale/translate.ts';
import type { Side } from '../panes/pane-state.ts';
import { useHawser } from '../use-hawser.ts';
import { NameDialog } from './name-dialog.tsx';

/** Asks for the name of a folder and makes it. */
export function NewFolderDialog({ side, onClose }: { readonly side: Side; readonly onClose: () => void }) {
  const pane = useHawser().panes[side];
  return <NameDialog side={side} icon={FolderPlus} title={t('newFolder.title')} label={t('newFolder.name')} confirm={t('newFolder.create')} make={pane.makeDirectory} onClose={onClose} />;
}

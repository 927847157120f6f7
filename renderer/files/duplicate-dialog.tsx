import { Copy } from 'lucide-react';
import { useState } from 'react';
import { displayName } from '../../shared/format/display-name.ts';
import { t } from '../locale/translate.ts';
import type { Side } from '../panes/pane-state.ts';
import { useHawser, usePane } from '../use-hawser.ts';
import { NameDialog } from './name-dialog.tsx';

/** Copies the selected file under another name: a server does that itself, so that no byte of it passes here. */
export function DuplicateDialog({ side, onClose }: { readonly side: Side; readonly onClose: () => void }) {
  const pane = useHawser().panes[side];
  // The list may change below the dialog, and the copy is selected once it is made.
  const [from] = useState(usePane(pane, ({ selection }) => [...selection.selected][0] ?? ''));
  return (
    <NameDialog side={side} icon={Copy} title={t('duplicate.title', { name: displayName(from) })} label={t('duplicate.name')} confirm={t('duplicate.create')} name={from} make={(name) => pane.duplicate(from, name)} onClose={onClose} />
  );
}

import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { t } from '../locale/translate.ts';
import type { Side } from '../panes/pane-state.ts';
import { Field } from '../ui/field.tsx';
import { useHawser, usePane } from '../use-hawser.ts';
import { NameDialog } from './name-dialog.tsx';

/** Makes a symbolic link in a pane's folder. Where one row is selected it is what the link leads to at first. */
export function NewLinkDialog({ side, onClose }: { readonly side: Side; readonly onClose: () => void }) {
  const pane = useHawser().panes[side];
  const selected = usePane(pane, ({ selection }) => (selection.selected.size === 1 ? [...selection.selected][0]! : ''));
  const [target, setTarget] = useState(selected);
  return (
    <NameDialog side={side} icon={Link2} title={t('newLink.title')} label={t('newLink.name')} confirm={t('newLink.create')} ready={target !== ''} make={(name) => pane.makeLink(target, name)} onClose={onClose}>
      <Field data-autofocus label={t('newLink.target')} value={target} note={t('newLink.targetNote')} onChange={(event) => setTarget(event.target.value)} />
    </NameDialog>
  );
}

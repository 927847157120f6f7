import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { displayName } from '../../shared/format/display-name.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import type { Outcome } from '../../shared/model/outcome.ts';
import { t } from '../locale/translate.ts';
import { checkName } from '../panes/check-name.ts';
import type { Side } from '../panes/pane-state.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser, usePane } from '../use-hawser.ts';

interface NameDialogProps {
  readonly side: Side;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly label: string;
  readonly confirm: string;
  /** What the field holds at first. */
  readonly name?: string;
  /** Whether what else is asked for is filled in. */
  readonly ready?: boolean;
  /** What else is asked for, above the name. */
  readonly children?: ReactNode;
  readonly make: (name: string) => Promise<Outcome<unknown>>;
  readonly onClose: () => void;
}

/** Asks for the name of something new in a pane's folder and makes it. A failure stays in the dialog, with what was typed. */
export function NameDialog({ side, icon, title, label, confirm, name: first = '', ready = true, children, make, onClose }: NameDialogProps) {
  const { grammar, names, path } = usePane(useHawser().panes[side], (state) => state);
  const [name, setName] = useState(first);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureData | null>(null);
  const asked = name !== '' && name !== first;
  const problem = asked ? checkName(name, grammar, names) : null;
  const blocked = !asked || problem !== null || busy || !ready;
  const submit = async (): Promise<void> => {
    if (blocked) return;
    setBusy(true);
    const made = await make(name);
    setBusy(false);
    if (made.ok) onClose();
    else setFailure(made.failure);
  };
  return (
    <Dialog
      icon={icon}
      title={title}
      onDismiss={onClose}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button look="primary" type="submit" disabled={blocked}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      <Field
        data-autofocus={children === undefined || undefined}
        label={label}
        value={name}
        error={problem === null ? null : t(problem)}
        note={t('newFolder.in', { path: displayName(path) })}
        onChange={(event) => setName(event.target.value)}
      />
      {failure === null ? null : <FailureCard failure={failure} />}
    </Dialog>
  );
}

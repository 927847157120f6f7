import { KeyRound } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { type PlainKey, t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import { takeValue } from './take-value.ts';
import { useMasterTries } from './use-master-tries.ts';

/** A password that opens all others is not to be guessed by trying short ones. */
const LEAST = 8;

interface MasterPasswordDialogProps {
  readonly act: 'set' | 'change' | 'remove';
  readonly onClose: () => void;
}

const titles: Readonly<Record<MasterPasswordDialogProps['act'], PlainKey>> = { set: 'master.setTitle', change: 'master.changeTitle', remove: 'master.removeTitle' };
const verbs: Readonly<Record<MasterPasswordDialogProps['act'], PlainKey>> = { set: 'master.set', change: 'master.change', remove: 'master.remove' };

/** Sets, changes or removes the master password. */
export function MasterPasswordDialog({ act, onClose }: MasterPasswordDialogProps) {
  const { secrets } = useHawser();
  const keyring = useStore(secrets.store, (state) => state.keyring);
  const current = useRef<HTMLInputElement>(null);
  const next = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<'short' | 'different' | null>(null);
  const tries = useMasterTries(current);
  const nowhere = act === 'remove' && keyring === null;

  const submit = async (): Promise<void> => {
    if (nowhere) return onClose();
    const chosen = next.current?.value ?? '';
    const wrong = act === 'remove' ? null : chosen.length < LEAST ? 'short' : chosen !== again.current?.value ? 'different' : null;
    setProblem(wrong);
    if (wrong !== null) return (wrong === 'short' ? next : again).current?.focus();
    if (!tries.mayTry) return undefined;
    takeValue(again);
    const given = [act === 'set' ? null : takeValue(current), act === 'remove' ? null : takeValue(next)] as const;
    if (await tries.attempt(() => secrets.setMasterPassword(...given))) onClose();
    return undefined;
  };
  const words = act === 'set' ? t('master.setWords') : act === 'change' ? t('master.changeWords') : keyring === null ? t('master.removeNowhere') : t('master.removeWords', { keyring: t(`keyring.${keyring}`) });
  return (
    <Dialog
      icon={KeyRound}
      title={t(titles[act])}
      onDismiss={onClose}
      onSubmit={() => void submit()}
      actions={
        nowhere ? (
          <Button look="primary" type="submit" data-autofocus>
            {t('dialog.done')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
            <Button look="primary" type="submit" disabled={!tries.mayTry}>
              {t(tries.busy ? 'master.working' : verbs[act])}
            </Button>
          </>
        )
      }
    >
      <p>{words}</p>
      {act === 'set' || nowhere ? null : <Field ref={current} data-autofocus type="password" label={t('master.current')} error={tries.problem} />}
      {act === 'remove' ? null : (
        <>
          <Field
            ref={next}
            {...(act === 'set' ? { 'data-autofocus': true } : {})}
            type="password"
            label={t(act === 'set' ? 'master.current' : 'master.next')}
            note={t('master.nextNote', { least: LEAST })}
            error={problem === 'short' ? t('master.tooShort', { least: LEAST }) : null}
          />
          <Field ref={again} type="password" label={t('master.again')} error={problem === 'different' ? t('master.different') : null} />
        </>
      )}
    </Dialog>
  );
}

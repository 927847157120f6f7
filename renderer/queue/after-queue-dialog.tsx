import { Hourglass } from 'lucide-react';
import { Fragment, useId } from 'react';
import { useStore } from 'zustand';
import { afterQueueActions, type AfterQueueAction } from '../../shared/model/after-queue.ts';
import { displayName } from '../../shared/format/display-name.ts';
import { t } from '../locale/translate.ts';
import { SwitchRow } from '../settings/setting-rows.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useHawser } from '../use-hawser.ts';
import { chooseAfterQueue, chooseProgram } from './after-queue.ts';
import { ArgumentLine } from './argument-line.tsx';
import './after-queue.css';

/** What is done every time may be only what does not end the work. */
const repeatable: readonly AfterQueueAction[] = ['program', 'disconnect'];

/** What happens once nothing is left in the queue. */
export function AfterQueueDialog({ onClose }: { readonly onClose: () => void }) {
  const hawser = useHawser();
  const { action, always, program } = useStore(hawser.queue.after);
  const name = useId();
  return (
    <Dialog wide icon={Hourglass} title={t('after.title')} onDismiss={onClose} onSubmit={onClose} actions={<Button look="primary" type="submit">{t('dialog.done')}</Button>}>
      <div role="radiogroup" aria-label={t('after.title')} className="after-choices">
        {afterQueueActions.map((one) => (
          <Fragment key={one}>
            <label className="after-choice">
              <input type="radio" name={name} checked={action === one} {...(action === one ? { 'data-autofocus': true } : {})} onChange={() => void chooseAfterQueue(hawser, { action: one, always: always && repeatable.includes(one) })} />
              <span>
                {t(`after.${one}`)}
                {one === 'program' && program !== null ? <code className="after-program">{displayName(program)}</code> : null}
              </span>
              {one === 'program' && program !== null ? <Button look="quiet" onClick={() => void chooseProgram(hawser)}>{t('after.otherProgram')}</Button> : null}
            </label>
            {one === 'program' && action === 'program' ? <ArgumentLine /> : null}
          </Fragment>
        ))}
      </div>
      <label className="after-choice after-always">
        <input type="checkbox" checked={always} disabled={!repeatable.includes(action)} onChange={(event) => void chooseAfterQueue(hawser, { always: event.target.checked })} />
        <span>{t('after.always')}</span>
      </label>
      <SwitchRow label="settings.notify" note="settings.notifyNote" name="notifyAfterQueue" />
      <SwitchRow label="settings.sound" name="soundAfterQueue" />
    </Dialog>
  );
}

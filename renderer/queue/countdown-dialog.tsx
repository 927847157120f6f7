import { Hourglass } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { AfterQueue } from '../../shared/model/after-queue.ts';
import { counted, t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useHawser } from '../use-hawser.ts';

/** Says what is about to happen, as long as it can be stopped. */
export function CountdownDialog() {
  const { queue } = useHawser();
  const countdown = useStore(queue.after, (after) => after.countdown);
  return countdown === null ? null : <Countdown countdown={countdown} />;
}

function Countdown({ countdown: { action, until } }: { readonly countdown: NonNullable<AfterQueue['countdown']> }) {
  const { main, notices } = useHawser();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const end = (how: 'cancel' | 'now'): void => {
    void main.endAfterQueueCountdown(how).then((ended) => {
      if (!ended.ok) notices.showFailure(ended.failure);
    });
  };
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return (
    <Dialog
      icon={Hourglass}
      tone="warn"
      title={t('after.ended')}
      onDismiss={() => end('cancel')}
      onSubmit={() => end('cancel')}
      actions={
        <>
          <Button onClick={() => end('now')}>{t(`after.now.${action}`)}</Button>
          <Button look="primary" type="submit" data-autofocus>
            {t('dialog.cancel')}
          </Button>
        </>
      }
    >
      <p role="timer" aria-live="off">{`${t(`after.soon.${action}`)} ${counted('after.seconds', seconds)}`}</p>
    </Dialog>
  );
}

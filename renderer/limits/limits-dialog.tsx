import { Gauge, Plus } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { t } from '../locale/translate.ts';
import { SwitchRow, useChangeSettings } from '../settings/setting-rows.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useHawser } from '../use-hawser.ts';
import { RateField } from './rate-field.tsx';
import { ScheduleEntry, type ScheduleTimes } from './schedule-entry.tsx';
import './limits.css';

const MOST = 50;
/** What new times begin as: free speed on the nights of working days. */
const nights: ScheduleTimes = { days: [1, 2, 3, 4, 5], from: 22 * 60, to: 6 * 60, uploadRate: null, downloadRate: null };

/** How fast all transfers together may be, usually and at certain times. Each change holds at once. */
export function LimitsDialog({ onClose }: { readonly onClose: () => void }) {
  const { settings } = useHawser();
  const { uploadRate, downloadRate } = useStore(settings.store);
  const change = useChangeSettings();
  // What is shown here is ahead of what is set, which takes a moment. Each entry has a number, since the fields of one must not become those of another.
  const [entries, setEntries] = useState(() => settings.store.getState().rateSchedule.map((times, number) => ({ number, times })));
  const set = (next: typeof entries): void => {
    setEntries(next);
    change({ rateSchedule: next.map(({ times }) => times) });
  };
  return (
    <Dialog wide icon={Gauge} title={t('limits.title')} onDismiss={onClose} onSubmit={onClose} actions={<Button look="primary" type="submit">{t('dialog.done')}</Button>}>
      <SwitchRow label="limits.on" note="limits.onNote" name="rateLimits" />
      <fieldset className="limits-usual" aria-label={t('limits.usual')}>
        <RateField label={t('limits.up')} value={uploadRate} onChange={(rate) => change({ uploadRate: rate })} />
        <RateField label={t('limits.down')} value={downloadRate} onChange={(rate) => change({ downloadRate: rate })} />
      </fieldset>
      <div className="limits-schedule">
        <p className="limits-heading">
          <strong>{t('limits.schedule')}</strong>
          <small>{t('limits.scheduleNote')}</small>
        </p>
        {entries.map((entry, index) => (
          <ScheduleEntry
            key={entry.number}
            number={index + 1}
            times={entry.times}
            onChange={(times) => set(entries.with(index, { ...entry, times }))}
            onRemove={() => set(entries.toSpliced(index, 1))}
          />
        ))}
        <Button disabled={entries.length >= MOST} onClick={() => set([...entries, { number: Math.max(-1, ...entries.map(({ number }) => number)) + 1, times: nights }])}>
          <Plus size={14} strokeWidth={1.75} aria-hidden /> {t('limits.add')}
        </Button>
      </div>
    </Dialog>
  );
}

import { X } from 'lucide-react';
import type { RateSchedule } from '../../shared/model/settings/transfers.ts';
import { t } from '../locale/translate.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { RateField } from './rate-field.tsx';

export type ScheduleTimes = RateSchedule[number];

/** Days as a week is read: from Monday on. */
const days = [1, 2, 3, 4, 5, 6, 0] as const;
const two = (value: number): string => String(value).padStart(2, '0');

/** A minute of the day as a field for times has it; midnight at the end of a day is that of the next. */
export function clockOf(minute: number): string {
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

function minuteOf(clock: string): number | null {
  const [hours, minutes] = clock.split(':').map(Number);
  return hours === undefined || minutes === undefined || Number.isNaN(hours + minutes) ? null : hours * 60 + minutes;
}

interface ScheduleEntryProps {
  readonly number: number;
  readonly times: ScheduleTimes;
  readonly onChange: (times: ScheduleTimes) => void;
  readonly onRemove: () => void;
}

/** Limits that count on some days between two times. */
export function ScheduleEntry({ number, times, onChange, onRemove }: ScheduleEntryProps) {
  const turn = (day: number): void => {
    const next = times.days.includes(day) ? times.days.filter((one) => one !== day) : [...times.days, day];
    // Times of no day would never count.
    if (next.length > 0) onChange({ ...times, days: next.toSorted((a, b) => a - b) });
  };
  const time = (name: 'from' | 'to') => (
    <label className="limits-time">
      <span>{t(`limits.${name}`)}</span>
      <input
        type="time"
        className="field-input"
        value={clockOf(times[name])}
        onChange={(event) => {
          const minute = minuteOf(event.target.value);
          if (minute !== null) onChange({ ...times, [name]: minute });
        }}
      />
    </label>
  );
  return (
    <fieldset className="limits-entry" aria-label={t('limits.times', { number })}>
      <div className="limits-line">
        <span role="group" aria-label={t('limits.days')} className="limits-days">
          {days.map((day) => (
            <button key={day} type="button" className="limits-day" aria-pressed={times.days.includes(day)} aria-label={t(`limits.day${day}`)} onClick={() => turn(day)}>
              {t(`limits.short${day}`)}
            </button>
          ))}
        </span>
        {time('from')}
        {time('to')}
        <IconButton small icon={X} label={t('limits.remove')} onClick={onRemove} />
      </div>
      <div className="limits-line">
        <RateField label={t('limits.up')} value={times.uploadRate} onChange={(uploadRate) => onChange({ ...times, uploadRate })} />
        <RateField label={t('limits.down')} value={times.downloadRate} onChange={(downloadRate) => onChange({ ...times, downloadRate })} />
      </div>
    </fieldset>
  );
}

import { useId, useState } from 'react';
import { t } from '../locale/translate.ts';

/** The least that a limit may be, in bytes per second. */
const LEAST = 1024;

/** Kilobytes per second as bytes per second: null for no limit, undefined where it makes no sense. */
export function rateOf(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const bytes = /^\d{1,9}$/u.test(text) ? Number(text) * 1000 : Number.NaN;
  return bytes >= LEAST ? bytes : undefined;
}

interface RateFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A speed; it holds as soon as it is one that may be. */
export function RateField({ label, value, onChange }: RateFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(() => (value === null ? '' : String(Math.round(value / 1000))));
  const bad = rateOf(typed) === undefined;
  return (
    <span className="limits-rate">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field-input"
        inputMode="numeric"
        placeholder={t('limits.none')}
        value={typed}
        aria-invalid={bad}
        title={bad ? t('limits.bad') : undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          const rate = rateOf(event.target.value);
          if (rate !== undefined) onChange(rate);
        }}
      />
    </span>
  );
}

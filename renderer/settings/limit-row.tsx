import { useId, useState } from 'react';
import { settingsPatchSchema } from '../../shared/model/settings.ts';
import { type PlainKey, t } from '../locale/translate.ts';
import { useHawser } from '../use-hawser.ts';
import { useChangeSettings } from './setting-rows.tsx';

interface LimitRowProps {
  readonly label: PlainKey;
  readonly note: PlainKey;
  readonly name: 'uploads' | 'downloads';
}

/** A whole number, or empty for no limit; it holds as soon as it is one that may be. */
export function LimitRow({ label, note, name }: LimitRowProps) {
  const { settings } = useHawser();
  const change = useChangeSettings();
  const id = useId();
  const [typed, setTyped] = useState(() => String(settings.store.getState()[name] ?? ''));
  const patchOf = (text: string) => settingsPatchSchema.safeParse({ [name]: text.trim() === '' ? null : Number(text) });
  return (
    <div className="setting">
      <label className="setting-words" htmlFor={id}>
        <span>{t(label)}</span>
        <small>{t(note)}</small>
      </label>
      <input
        id={id}
        className="field-input setting-number"
        inputMode="numeric"
        value={typed}
        aria-invalid={!patchOf(typed).success}
        onChange={(event) => {
          setTyped(event.target.value);
          const next = patchOf(event.target.value);
          if (next.success) change(next.data);
        }}
      />
    </div>
  );
}

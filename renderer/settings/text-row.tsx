import { useId } from 'react';
import { type PlainKey, t } from '../locale/translate.ts';

interface TextRowProps {
  readonly label: PlainKey;
  readonly note?: PlainKey;
  readonly value: string;
  readonly wrong: boolean;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

/** A line of text; the page decides when it holds. */
export function TextRow({ label, note, value, wrong, placeholder = '', onChange }: TextRowProps) {
  const id = useId();
  return (
    <div className="setting">
      <label className="setting-words" htmlFor={id}>
        <span>{t(label)}</span>
        {note === undefined ? null : <small>{t(note)}</small>}
      </label>
      <input id={id} className="field-input setting-text" value={value} placeholder={placeholder} spellCheck={false} autoComplete="off" aria-invalid={wrong} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}

import { useId, useState } from 'react';
import { settingsPatchSchema, type Settings } from '../../shared/model/settings.ts';
import { type PlainKey, t } from '../locale/translate.ts';
import { useChangeSettings } from '../settings/setting-rows.tsx';
import { useHawser } from '../use-hawser.ts';

interface ListRowProps {
  readonly label: PlainKey;
  readonly note: PlainKey;
  readonly name: 'includeNames' | 'excludeNames' | 'textExtensions';
}

/** A list of words with commas between; it holds as soon as all of it may be. */
export function ListRow({ label, note, name }: ListRowProps) {
  const { settings } = useHawser();
  const change = useChangeSettings();
  const id = useId();
  const [typed, setTyped] = useState(() => settings.store.getState()[name].join(', '));
  const patchOf = (text: string) => settingsPatchSchema.safeParse({ [name]: wordsOf(text, name) });
  return (
    <div className="setting">
      <label className="setting-words" htmlFor={id}>
        <span>{t(label)}</span>
        <small>{t(note)}</small>
      </label>
      <input
        id={id}
        className="field-input setting-text"
        spellCheck={false}
        autoComplete="off"
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

/** Extensions are compared in small letters. */
function wordsOf(text: string, name: keyof Settings): readonly string[] {
  const words = text.split(',').map((word) => word.trim()).filter((word) => word !== '');
  return name === 'textExtensions' ? words.map((word) => word.toLowerCase()) : words;
}

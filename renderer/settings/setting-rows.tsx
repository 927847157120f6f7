import { type ReactNode, useId, useState } from 'react';
import { useStore } from 'zustand';
import { settingsPatchSchema, type Settings, type SettingsPatch } from '../../shared/model/settings.ts';
import { type PlainKey, t } from '../locale/translate.ts';
import { useHawser } from '../use-hawser.ts';

/** Changes settings; each change holds at once. */
export function useChangeSettings(): (patch: SettingsPatch) => void {
  const { settings } = useHawser();
  return (patch) => void settings.change(patch);
}

interface RowProps {
  readonly label: PlainKey;
  /** What it does, in a few words. */
  readonly note?: PlainKey;
}

interface WordsProps extends RowProps {
  /** Of the words that name the control. */
  readonly id?: string;
}

function Words({ label, note, id }: WordsProps) {
  return (
    <>
      <span id={id}>{t(label)}</span>
      {note === undefined ? null : <small>{t(note)}</small>}
    </>
  );
}

interface ChoiceProps<V extends string> extends RowProps {
  readonly value: V;
  readonly options: Readonly<Record<V, PlainKey>>;
  readonly onChange: (value: V) => void;
}

/** One of a few, all in sight. */
export function ChoiceRow<V extends string>({ label, note, value, options, onChange }: ChoiceProps<V>) {
  const id = useId();
  return (
    <div className="setting" role="radiogroup" aria-labelledby={id}>
      <span className="setting-words">
        <Words id={id} label={label} {...(note === undefined ? {} : { note })} />
      </span>
      <span className="segments">
        {(Object.keys(options) as V[]).map((option) => (
          <label key={option} className="segment">
            <input type="radio" name={id} checked={value === option} onChange={() => onChange(option)} />
            <span>{t(options[option] as PlainKey)}</span>
          </label>
        ))}
      </span>
    </div>
  );
}

type AmountName = { [K in keyof Settings]: Settings[K] extends number | null ? (K extends 'version' ? never : K) : never }[keyof Settings];

interface AmountProps extends RowProps {
  readonly name: AmountName;
}

/** A whole number, or empty where a setting may be without one; it holds as soon as it is one that may be. */
export function AmountRow({ label, note, name }: AmountProps) {
  const { settings } = useHawser();
  const change = useChangeSettings();
  const id = useId();
  const [typed, setTyped] = useState(() => String(settings.store.getState()[name] ?? ''));
  const patchOf = (text: string) => settingsPatchSchema.safeParse({ [name]: text.trim() === '' ? null : Number(text) });
  return (
    <div className="setting">
      <label className="setting-words" htmlFor={id}>
        <Words label={label} {...(note === undefined ? {} : { note })} />
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

type SwitchName = { [K in keyof Settings]: Settings[K] extends boolean ? K : never }[keyof Settings];

interface SwitchProps extends RowProps {
  readonly name: SwitchName;
  /** It is on, and not for the user to change. */
  readonly forced?: boolean;
}

/** On or off. */
export function SwitchRow({ label, note, name, forced = false }: SwitchProps) {
  const { settings } = useHawser();
  const on = useStore(settings.store, (state) => state[name]);
  const change = useChangeSettings();
  return (
    <label className="setting">
      <span className="setting-words">
        <Words label={label} {...(note === undefined ? {} : { note })} />
      </span>
      <input type="checkbox" role="switch" aria-checked={on || forced} className="switch" checked={on || forced} disabled={forced} onChange={(event) => change({ [name]: event.target.checked })} />
    </label>
  );
}

/** One of many, in a list that opens. */
export function SelectRow<V extends string>({ label, note, value, options, onChange }: ChoiceProps<V>) {
  const id = useId();
  return (
    <div className="setting">
      <label className="setting-words" htmlFor={id}>
        <Words label={label} {...(note === undefined ? {} : { note })} />
      </label>
      <select id={id} className="field-select setting-select" value={value} onChange={(event) => onChange(event.target.value as V)}>
        {(Object.keys(options) as V[]).map((option) => (
          <option key={option} value={option}>
            {t(options[option] as PlainKey)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ActionsProps {
  readonly title: string;
  readonly note?: string;
  /** Buttons. */
  readonly children: ReactNode;
}

/** Something that is done rather than set. */
export function ActionRow({ title, note, children }: ActionsProps) {
  return (
    <div className="setting">
      <span className="setting-words">
        <span>{title}</span>
        {note === undefined ? null : <small>{note}</small>}
      </span>
      <span className="setting-actions">{children}</span>
    </div>
  );
}

import { FolderOpen } from 'lucide-react';
import { type ChangeEvent, type ReactNode, useId } from 'react';
import { type PlainKey, t } from '../../locale/translate.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useHawser } from '../../use-hawser.ts';
import { type FieldOf, useSiteForm } from './form-context.ts';

interface RowProps {
  readonly label: PlainKey;
  readonly id: string;
  readonly error?: PlainKey | undefined;
  readonly note?: PlainKey | undefined;
  readonly children: ReactNode;
}

/** A label, a control, and below it what it wants or means. */
export function FormRow({ label, id, error, note, children }: RowProps) {
  const words = error ?? note;
  return (
    <div className="form-row">
      <label className="form-label" id={`${id}-label`} htmlFor={id}>
        {t(label)}
      </label>
      <div className="form-control">
        {children}
        <span id={`${id}-note`} className={error === undefined ? 'field-note' : 'field-error'}>
          {words === undefined ? '' : t(words)}
        </span>
      </div>
    </div>
  );
}

interface NamedProps<F> {
  readonly name: F;
  readonly label: PlainKey;
  readonly note?: PlainKey | undefined;
}

interface TextProps extends NamedProps<FieldOf<string>> {
  readonly placeholder?: string;
  readonly size?: 'short' | 'long';
  readonly unit?: PlainKey;
  readonly list?: string;
  /** Chosen by the system's dialog. */
  readonly browse?: { readonly what: 'file' | 'folder'; readonly label: PlainKey };
}

/** A line of text. */
export function TextRow({ name, label, note, placeholder, size = 'long', unit, list, browse }: TextProps) {
  const { fields, problems, change } = useSiteForm();
  const hawser = useHawser();
  const id = useId();
  const choose = async (): Promise<void> => {
    if (browse === undefined) return;
    const asked = { title: t(browse.label) };
    const chosen = await (browse.what === 'file' ? hawser.main.chooseFile(asked) : hawser.main.chooseFolder(asked));
    if (!chosen.ok) hawser.notices.showFailure(chosen.failure);
    else if (chosen.value !== null) change({ [name]: chosen.value });
  };
  return (
    <FormRow id={id} label={label} note={note} error={problems[name]}>
      <span className="form-line">
        <input
          id={id}
          className={size === 'short' ? 'field-input form-short' : 'field-input'}
          value={fields[name]}
          placeholder={placeholder}
          list={list}
          aria-invalid={problems[name] !== undefined}
          aria-describedby={`${id}-note`}
          inputMode={size === 'short' ? 'numeric' : undefined}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => change({ [name]: event.target.value })}
        />
        {unit === undefined ? null : <span className="form-unit">{t(unit)}</span>}
        {browse === undefined ? null : <IconButton icon={FolderOpen} label={t(browse.label)} onClick={() => void choose()} />}
      </span>
    </FormRow>
  );
}

/** Several lines of text. */
export function LinesRow({ name, label, note, placeholder }: TextProps) {
  const { fields, problems, change } = useSiteForm();
  const id = useId();
  return (
    <FormRow id={id} label={label} note={note} error={problems[name]}>
      <textarea
        id={id}
        className="field-input form-lines"
        rows={3}
        value={fields[name]}
        placeholder={placeholder}
        aria-invalid={problems[name] !== undefined}
        aria-describedby={`${id}-note`}
        spellCheck={false}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </FormRow>
  );
}

interface ChoiceProps<V extends string> {
  readonly label: PlainKey;
  readonly note?: PlainKey | undefined;
  readonly value: V;
  readonly options: readonly (readonly [V, PlainKey])[];
  readonly onChange: (value: V) => void;
}

/** One of several, from a list that opens. */
export function SelectRow<V extends string>({ label, note, value, options, onChange }: ChoiceProps<V>) {
  const id = useId();
  return (
    <FormRow id={id} label={label} note={note}>
      <select id={id} className="field-select" value={value} aria-describedby={`${id}-note`} onChange={(event) => onChange(event.target.value as V)}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {t(words)}
          </option>
        ))}
      </select>
    </FormRow>
  );
}

/** One of a few, all to be seen. */
export function SegmentRow<V extends string>({ label, note, value, options, onChange }: ChoiceProps<V>) {
  const id = useId();
  return (
    <div className="form-row" role="radiogroup" aria-labelledby={id}>
      <span id={id} className="form-label">
        {t(label)}
      </span>
      <div className="form-control">
        <span className="segments form-segments">
          {options.map(([option, words]) => (
            <label key={option} className="segment">
              <input type="radio" name={id} checked={value === option} onChange={() => onChange(option)} />
              <span>{t(words)}</span>
            </label>
          ))}
        </span>
        {note === undefined ? null : <span className="field-note">{t(note)}</span>}
      </div>
    </div>
  );
}

/** Yes or no. */
export function CheckRow({ name, label, note }: NamedProps<FieldOf<boolean>>) {
  const { fields, change } = useSiteForm();
  return (
    <label className="form-row form-check">
      <span className="form-control">
        <span className="form-line">
          <input type="checkbox" checked={fields[name]} onChange={(event: ChangeEvent<HTMLInputElement>) => change({ [name]: event.target.checked })} />
          <span>{t(label)}</span>
        </span>
        {note === undefined ? null : <span className="field-note">{t(note)}</span>}
      </span>
    </label>
  );
}

import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import './field.css';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly error?: string | null;
  readonly note?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A labelled text field for dialogs; an error stands below it and is read with it. */
export function Field({ label, error = null, note, ...input }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input id={id} className="field-input" aria-invalid={error !== null} aria-describedby={`${id}-note`} spellCheck={false} autoComplete="off" {...input} />
      <span id={`${id}-note`} className={error === null ? 'field-note' : 'field-error'}>
        {error ?? note}
      </span>
    </div>
  );
}

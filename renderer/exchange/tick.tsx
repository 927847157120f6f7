import { useId } from 'react';
import '../secrets/secrets.css';

interface TickProps {
  readonly label: string;
  readonly note?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A box to tick, with what it means below it. */
export function Tick({ label, note, checked, disabled = false, onChange }: TickProps) {
  const id = useId();
  return (
    <div className="save-secret">
      <input id={id} type="checkbox" checked={checked} disabled={disabled} aria-describedby={`${id}-note`} onChange={(event) => onChange(event.target.checked)} />
      <label htmlFor={id}>{label}</label>
      {note === undefined ? null : <small id={`${id}-note`}>{note}</small>}
    </div>
  );
}

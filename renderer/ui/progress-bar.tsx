import './progress-bar.css';

interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1; null while the whole is not known. */
  readonly value: number | null;
  readonly tone?: 'active' | 'waiting';
}

export function ProgressBar({ label, value, tone = 'active' }: ProgressBarProps) {
  const percent = value === null ? null : Math.floor(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      className={`progress-bar progress-bar--${tone}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': percent })}
    >
      <div className={value === null ? 'progress-fill progress-fill--unknown' : 'progress-fill'} style={{ transform: `scaleX(${value === null ? 1 : Math.min(1, Math.max(0, value))})` }} />
    </div>
  );
}

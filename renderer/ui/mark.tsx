import './mark.css';

/** Hawser's mark: a mooring rope made fast round a bollard. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 48 48" aria-hidden>
      <path className="mark-bollard" d="M15 7h18a3.5 3.5 0 0 1 0 7h-1.5v27h-15V14H15a3.5 3.5 0 0 1 0-7Z" />
      <path className="mark-base" d="M11 41h26" />
      <path className="mark-rope" d="M4 32.5c7 0 12-1.2 27.5-5.5M16.5 27.5 31.5 22M16.5 33 31.5 28.6M31.5 24.5c5 0 8 2 12.5 2" />
    </svg>
  );
}

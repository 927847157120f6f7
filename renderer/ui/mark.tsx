import './mark.css';

/** Hawser's mark: a mooring rope made fast round a bollard. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 48 48" aria-hidden>
      <path className="mark-bollard" d="M13.5 5h21a4 4 0 0 1 0 8H32c-.9 7.6-.7 16 1.6 23.5.5 1.5 1.5 2.3 2.9 2.8V43h-25v-3.7c1.4-.5 2.4-1.3 2.9-2.8C16.7 29 16.9 20.6 16 13h-2.5a4 4 0 0 1 0-8Z" />
      <g className="mark-gap">
        <path d="M14.5 22.5c6 2.7 12.5 2.7 19-.7" />
        <path d="M14 30c6.5 3 14 2.7 20.5-1C39 26.5 41.5 24.6 45 24.2" />
      </g>
      <g className="mark-rope">
        <path d="M14.5 22.5c6 2.7 12.5 2.7 19-.7" />
        <path d="M14 30c6.5 3 14 2.7 20.5-1C39 26.5 41.5 24.6 45 24.2" />
      </g>
    </svg>
  );
}

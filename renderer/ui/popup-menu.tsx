import { type KeyboardEvent, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import './popup-menu.css';

export interface PopupItem {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly enabled: boolean;
  readonly danger?: boolean;
  readonly run: () => void;
}

interface PopupMenuProps {
  readonly label: string;
  /** `null` is a separator. */
  readonly items: readonly (PopupItem | null)[];
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/** A context menu at a point of the window, kept inside it; arrow keys move, Enter chooses, Escape closes. */
export function PopupMenu({ label, items, at, onClose }: PopupMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState(at);
  useLayoutEffect(() => {
    const { width, height } = menu.current!.getBoundingClientRect();
    setPlace({ x: Math.max(4, Math.min(at.x, innerWidth - width - 4)), y: Math.max(4, Math.min(at.y, innerHeight - height - 4)) });
  }, [at]);
  // The focus goes in once, however often the list behind is drawn anew.
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const before = document.activeElement;
    menu.current!.querySelector<HTMLElement>('[role="menuitem"]:not([aria-disabled="true"])')?.focus();
    const leave = (event: Event): void => {
      if (!menu.current?.contains(event.target as Node)) close();
    };
    addEventListener('pointerdown', leave, true);
    addEventListener('blur', close);
    addEventListener('resize', close);
    return () => {
      removeEventListener('pointerdown', leave, true);
      removeEventListener('blur', close);
      removeEventListener('resize', close);
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  const keys = (event: KeyboardEvent): void => {
    const all = [...menu.current!.querySelectorAll<HTMLElement>('[role="menuitem"]:not([aria-disabled="true"])')];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const targets: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const target = targets[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (target !== undefined) all.at(target % all.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={menu} role="menu" tabIndex={-1} aria-label={label} className="popup-menu" style={{ left: place.x, top: place.y }} onKeyDown={keys}>
      {items.map((item, index) =>
        item === null ? (
          // oxlint-disable-next-line react/no-array-index-key -- separators have nothing else to tell them apart
          <div key={`separator-${index}`} className="popup-separator" aria-hidden />
        ) : (
          <button
            key={item.id}
            type="button"
            role="menuitem"
            aria-disabled={!item.enabled}
            className={item.danger === true ? 'popup-item popup-item--danger' : 'popup-item'}
            onClick={() => {
              if (!item.enabled) return;
              onClose();
              item.run();
            }}
          >
            <span>{item.label}</span>
            {item.hint === undefined ? null : <kbd className="popup-hint">{item.hint}</kbd>}
          </button>
        ),
      )}
    </div>
  );
}

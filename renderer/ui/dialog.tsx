import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly tone?: 'plain' | 'warn' | 'bad';
  readonly icon?: LucideIcon;
  readonly wide?: boolean;
  /** `broad`: for two things side by side. `large`: nearly the whole window, for what has parts of its own. */
  readonly size?: 'fitting' | 'broad' | 'large';
  /** Escape, and whatever else closes without a choice. */
  readonly onDismiss: () => void;
  /** Enter in a field, or the button of type submit. */
  readonly onSubmit?: () => void;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

/** A modal dialog: the focus stays inside and goes back where it was; Escape refuses. */
export function Dialog({ title, tone = 'plain', icon: Icon, wide = false, size = 'fitting', onDismiss, onSubmit, actions, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    element.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      element.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={classNames('dialog', `dialog--${tone}`, wide && 'dialog--wide', size !== 'fitting' && `dialog--${size}`)}
      onCancel={(event) => {
        event.preventDefault();
        onDismiss();
      }}
    >
      <form className="dialog-form" onSubmit={submit}>
        <header className="dialog-head">
          {Icon === undefined ? null : (
            <span className="dialog-mark">
              <Icon size={18} strokeWidth={1.75} aria-hidden />
            </span>
          )}
          <h2 id={titleId} className="dialog-title">
            {title}
          </h2>
        </header>
        <div className="dialog-body">{children}</div>
        <footer className="dialog-actions">{actions}</footer>
      </form>
    </dialog>
  );
}

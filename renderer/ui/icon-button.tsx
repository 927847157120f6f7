import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';
import './icon-button.css';

export const ICON = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;
export const SMALL_ICON = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: LucideIcon;
  readonly label: string;
  /** What the tooltip adds to the label: a key. */
  readonly hint?: string | undefined;
  readonly small?: boolean;
}

/** A button that shows an icon alone; its label is its accessible name and its tooltip. */
export function IconButton({ icon: Icon, label, hint, small = false, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={hint === undefined ? label : `${label}  ${hint}`}
      className={classNames('icon-button', small && 'icon-button--small', className)}
      {...rest}
    >
      <Icon {...(small ? SMALL_ICON : ICON)} />
    </button>
  );
}

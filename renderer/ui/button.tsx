import type { ButtonHTMLAttributes, Ref } from 'react';
import { classNames } from './class-names.ts';
import './button.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: what most people want; `danger`: what cannot be undone. */
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={classNames('button', `button--${look}`, className)} {...rest} />;
}

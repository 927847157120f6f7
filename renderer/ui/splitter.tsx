import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { classNames } from './class-names.ts';
import './splitter.css';

interface SplitterProps {
  readonly label: string;
  /** `vertical`: a bar that stands upright and moves sideways. */
  readonly orientation: 'vertical' | 'horizontal';
  /** The share of the first part, 0 to 1. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

const STEP = 0.02;

/** A bar between two parts of its parent, moved by the pointer or by arrow keys; a double-click puts it in the middle. */
export function Splitter({ label, orientation, value, min, max, onChange }: SplitterProps) {
  const bar = useRef<HTMLDivElement>(null);
  const upright = orientation === 'vertical';
  const change = (next: number): void => onChange(Math.min(max, Math.max(min, next)));

  const follow = (event: PointerEvent): void => {
    if (!bar.current?.hasPointerCapture(event.pointerId)) return;
    const whole = bar.current.parentElement!.getBoundingClientRect();
    change(upright ? (event.clientX - whole.left) / whole.width : (event.clientY - whole.top) / whole.height);
  };
  const keys = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { [upright ? 'ArrowLeft' : 'ArrowUp']: value - STEP, [upright ? 'ArrowRight' : 'ArrowDown']: value + STEP, Home: min, End: max };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    change(next);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a focusable separator is a widget (ARIA 1.2)
    <div
      ref={bar}
      role="separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(value * 100)}
      aria-valuemin={Math.round(min * 100)}
      aria-valuemax={Math.round(max * 100)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard moves it
      tabIndex={0}
      className={classNames('splitter', `splitter--${orientation}`)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={follow}
      onDoubleClick={() => change(0.5)}
      onKeyDown={keys}
    />
  );
}

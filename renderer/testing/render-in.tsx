import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { Hawser } from '../hawser.ts';
import { HawserContext } from '../use-hawser.ts';

/** Renders a part of the window over this state. */
export function renderIn(hawser: Hawser, content: ReactNode) {
  return render(<HawserContext value={hawser}>{content}</HawserContext>);
}

/** Gives the page of a test a size, since jsdom lays nothing out and virtual lists show what fits. */
export function giveSize(): void {
  Object.defineProperties(HTMLElement.prototype, {
    offsetWidth: { configurable: true, value: 900 },
    offsetHeight: { configurable: true, value: 600 },
    clientWidth: { configurable: true, value: 900 },
    clientHeight: { configurable: true, value: 600 },
  });
  globalThis.ResizeObserver = class implements ResizeObserver {
    readonly #report: ResizeObserverCallback;
    constructor(report: ResizeObserverCallback) {
      this.#report = report;
    }
    observe(): void {
      this.#report([], this);
    }
    unobserve(): void {}
    disconnect(): void {}
  };
}

import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { Hawser } from '../hawser.ts';
import { HawserContext } from '../use-hawser.ts';

/** Renders a part of the window over this state. */
export function renderIn(hawser: Hawser, content: ReactNode) {
  fillGaps();
  return render(<HawserContext value={hawser}>{content}</HawserContext>);
}

/** What jsdom lacks: it lays nothing out, so that virtual lists would show nothing, and knows no modal dialogs. */
function fillGaps(): void {
  Object.defineProperties(HTMLElement.prototype, {
    offsetWidth: { configurable: true, value: 900 },
    offsetHeight: { configurable: true, value: 600 },
    clientWidth: { configurable: true, value: 900 },
    clientHeight: { configurable: true, value: 600 },
  });
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
    },
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

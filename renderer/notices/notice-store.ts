import { createStore, type StoreApi } from 'zustand/vanilla';
import { describeFailure } from '../../shared/locale/describe-failure.ts';
import type { FailureData } from '../../shared/model/failure.ts';

export interface ShownNotice {
  readonly id: number;
  readonly tone: 'info' | 'warn' | 'bad';
  readonly title: string;
  readonly body: string;
  /** The server's or the system's own words. */
  readonly detail: string | null;
}

export interface Notices {
  readonly store: StoreApi<{ readonly shown: readonly ShownNotice[] }>;
  show(notice: Omit<ShownNotice, 'id'>): void;
  showFailure(failure: FailureData): void;
  dismiss(id: number): void;
}

/** More than this many would cover the window; the oldest go. */
const MOST = 4;

export function createNotices(): Notices {
  const store = createStore<{ readonly shown: readonly ShownNotice[] }>(() => ({ shown: [] }));
  let last = 0;
  const show: Notices['show'] = (notice) =>
    store.setState(({ shown }) => ({
      shown: [...shown.filter((one) => one.title !== notice.title || one.detail !== notice.detail), { ...notice, id: ++last }].slice(-MOST),
    }));
  return {
    store,
    show,
    showFailure: (failure) => {
      if (failure.code === 'cancelled') return;
      const words = describeFailure(failure);
      show({ tone: 'bad', title: words.what, body: words.next, detail: failure.detail });
    },
    dismiss: (id) => store.setState(({ shown }) => ({ shown: shown.filter((one) => one.id !== id) })),
  };
}

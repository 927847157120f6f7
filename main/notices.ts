import type { Notice } from '../shared/model/notice.ts';

/** Keeps what the window must say until it asks. */
export interface Notices {
  add(notice: Notice): void;
  /** Gives out what was kept, each notice once. */
  take(): readonly Notice[];
}

export function createNotices(): Notices {
  let kept: readonly Notice[] = [];
  return {
    add: (notice) => {
      kept = [...kept, notice];
    },
    take: () => {
      const taken = kept;
      kept = [];
      return taken;
    },
  };
}

import { closeSync, openSync, readSync } from 'node:fs';

const POLL_MS = 5;

/** Follows a log file as it is written. */
export interface LogTail {
  /** Waits until what is written from here on holds the words so many times. Gives when the first of it and when the last was seen, by `performance.now`. */
  sees(words: string, times: number, patience: number): Promise<{ readonly first: number; readonly last: number }>;
  close(): void;
}

/** The file must be there. */
export function tailLog(file: string): LogTail {
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(1024 * 1024);
  return {
    sees: async (words, times, patience) => {
      const deadline = performance.now() + patience;
      let first = Number.NaN;
      let carried = '';
      for (let seen = 0; ; ) {
        const count = readSync(descriptor, buffer);
        const now = performance.now();
        if (count > 0) {
          if (Number.isNaN(first)) first = now;
          const text = carried + buffer.toString('latin1', 0, count);
          const parts = text.split(words);
          seen += parts.length - 1;
          carried = parts.at(-1)!.slice(1 - words.length);
          if (seen >= times) return { first, last: now };
        } else if (now > deadline) throw new Error(`FileZilla's log never said “${words}” ${times} times, only ${seen}. It ends: ${carried}`);
        else await new Promise((resolve) => { setTimeout(resolve, POLL_MS); });
      }
    },
    close: () => closeSync(descriptor),
  };
}

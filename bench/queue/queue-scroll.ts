import { join } from 'node:path';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { draft, openTestQueue, servers } from '../../main/engine/queue/test-queue.ts';
import type { Bench } from '../bench.ts';
import { race } from '../contest.ts';
import { inWindow, usableAt } from '../window.ts';

/** Rows for each entry of the listing benches: 1,000,000 unless told otherwise. */
const ROWS_PER_ENTRY = 20;
/** Rows written in one go. */
const PART = 20_000;
const FRAMES = 240;
/** Milliseconds until the last row stands where a grey line was. */
const PATIENCE = 20_000;

/**
 * Waits for the queue's rows, then scrolls through all of them, a part each frame, and sees the last one come; gives the times between frames in
 * milliseconds. They are those for which the frames were begun, as Chromium gives them: a frame that is left out makes the next one twice as
 * long, and one whose script is called a little late is still the frame of its time.
 */
const scrollThrough = (last: string): string => `new Promise((resolve, reject) => {
  const list = () => document.querySelector('[data-field="list-queue"] [role="rowgroup"]');
  const scroll = () => {
    const scroller = list();
    const step = scroller.scrollHeight / ${FRAMES};
    const times = [];
    let last = null;
    const frame = (begun) => {
      if (last !== null) times.push(begun - last);
      last = begun;
      if (times.length === ${FRAMES}) return arrived(times, performance.now() + ${PATIENCE});
      scroller.scrollTop = step * (times.length + 1);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  };
  const arrived = (times, deadline) => {
    if (list().querySelector('.transfer-row [title="${last}"]') !== null) resolve(times);
    else if (performance.now() > deadline) reject(new Error('The last row never came.'));
    else requestAnimationFrame(() => arrived(times, deadline));
  };
  const look = () => (list() !== null && list().querySelectorAll('.transfer-row').length > 3 ? setTimeout(scroll, 500) : requestAnimationFrame(look));
  look();
})`;

const nameOf = (row: number): string => `${row}.jpg`;

function fill(file: string, rows: number): void {
  const queue = openTestQueue(file, false);
  for (let first = 0; first < rows; first += PART) {
    const part = Array.from({ length: Math.min(PART, rows - first) }, (_, index) => nameOf(first + index));
    queue.enter(...part.map((name) => draft({ from: { session: servers[0]!, path: `/photos/${name}` }, to: { session: LOCAL_SESSION, path: `/tmp/${name}` } })));
  }
  queue.close();
}

/** `queue-scroll`: the frame that 95 of 100 are not longer than, while 1,000,000 rows of the queue go by. Nobody else is measured. */
export const queueScroll: Bench = {
  name: 'queue-scroll',
  run: (options) => {
    const rows = options.listEntries * ROWS_PER_ENTRY;
    const run = async () => {
      const times = await inWindow(
        options,
        async (page) => {
          await usableAt(page);
          return (await page.evaluate(scrollThrough(nameOf(rows - 1)))) as readonly number[];
        },
        { prepare: (userData) => Promise.resolve(fill(join(userData, 'queue.sqlite'), rows)) },
      );
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)]!;
      options.say(`  queue-scroll hawser frames of ${at(0.5).toFixed(1)} ms, 95 of 100 within ${at(0.95).toFixed(1)} ms, the longest ${at(1).toFixed(1)} ms`);
      return [at(0.95)];
    };
    return race([{ bench: 'queue-scroll', unit: 'ms' }], { name: 'hawser', run }, [], options);
  },
};

/**
 * A file system call that blocks costs about half the processor time of one handed to the thread pool (0.6 against 1.2 s for a download of
 * 512 MiB over FTP), as long as the disk answers from memory. So calls block while the disk is quick; when they take long, they go to the thread
 * pool for a while, so that a slow disk or network drive holds up only its own transfers and never the other connections.
 *
 * What counts is an average over the last calls: on a busy machine a single call may take long for want of a processor, which says
 * nothing about the disk. One call of a tenth of a second is enough by itself.
 */
const SLOW_MS = 8;
const WEIGHT = 0.1;
const PAUSE_MS = 20_000;

let average = 0;
let slowUntil = 0;

export function diskIsQuick(): boolean {
  return slowUntil === 0 || performance.now() >= slowUntil;
}

/** Runs a blocking call and remembers how long it took. */
export function timed<T>(call: () => T): T {
  const start = performance.now();
  try {
    return call();
  } finally {
    const end = performance.now();
    average += (end - start - average) * WEIGHT;
    if (average > SLOW_MS) {
      average = 0;
      slowUntil = end + PAUSE_MS;
    }
  }
}

/** For tests: how the next calls shall go. */
export function setDiskPace(pace: 'quick' | 'slow'): void {
  average = 0;
  slowUntil = pace === 'quick' ? 0 : Number.POSITIVE_INFINITY;
}

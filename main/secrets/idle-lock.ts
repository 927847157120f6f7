export interface IdleLockOptions {
  /** Seconds since the last key or mouse move on this computer. */
  readonly idleSeconds: () => number;
  /** Minutes until it locks; 0 for never. */
  readonly minutes: () => number;
  /** Milliseconds on `now`'s clock of the last time that a saved secret was used; null while they are locked. */
  readonly lastUse: () => number | null;
  readonly lock: () => void;
  readonly now?: () => number;
}

const LOOK_EVERY = 5000;

/** Locks saved secrets when neither the user nor a connection has wanted anything for a while. Gives what ends the watch. */
export function lockWhenIdle({ idleSeconds, minutes, lastUse, lock, now = () => performance.now() }: IdleLockOptions): () => void {
  const timer = setInterval(() => {
    const used = lastUse();
    const limit = minutes() * 60;
    // A screen that nobody sits at, as of a server, counts as idle from the start, so that use counts too.
    if (used !== null && limit > 0 && Math.min(idleSeconds(), (now() - used) / 1000) >= limit) lock();
  }, LOOK_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

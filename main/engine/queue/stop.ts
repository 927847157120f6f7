/**
 * Why a running item is broken off. `hold`: the whole queue pauses, and the item waits for its turn again. `pause`: the user lets it go on
 * later. `cancel`: for good. `end`: the engine ends, and its next run goes on.
 */
export type Stop = 'hold' | 'pause' | 'cancel' | 'end';

const reasons: Readonly<Record<Stop, symbol>> = { hold: Symbol('hold'), pause: Symbol('pause'), cancel: Symbol('cancel'), end: Symbol('end') };

export function stopWith(controller: AbortController, why: Stop): void {
  controller.abort(reasons[why]);
}

export function whyStopped(signal: AbortSignal): Stop | null {
  if (!signal.aborted) return null;
  return (Object.keys(reasons) as Stop[]).find((why) => reasons[why] === signal.reason) ?? 'cancel';
}

/** Whether what has arrived is of use later. */
export function keepsWhatIsThere(signal: AbortSignal): boolean {
  const why = whyStopped(signal);
  return why !== null && why !== 'cancel';
}

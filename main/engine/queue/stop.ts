/** Why a running item is broken off. `cancel`: for good. `pause`: the user lets it go on later. `end`: the engine ends, and its next run goes on. */
export type Stop = 'cancel' | 'pause' | 'end';

const reasons: Readonly<Record<Stop, symbol>> = { cancel: Symbol('cancel'), pause: Symbol('pause'), end: Symbol('end') };

export function stopWith(controller: AbortController, why: Stop): void {
  controller.abort(reasons[why]);
}

export function whyStopped(signal: AbortSignal): Stop | null {
  if (!signal.aborted) return null;
  return signal.reason === reasons.pause ? 'pause' : signal.reason === reasons.end ? 'end' : 'cancel';
}

/** Whether what has arrived is of use later. */
export function keepsWhatIsThere(signal: AbortSignal): boolean {
  const why = whyStopped(signal);
  return why === 'pause' || why === 'end';
}

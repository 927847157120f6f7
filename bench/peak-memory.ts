import { readdirSync, readFileSync } from 'node:fs';

const interval = 10;

/**
 * Watches a process and all that it starts (Linux). The kernel itself keeps each process's peak (VmHWM), so what is missed is only what
 * a process grew in its last milliseconds. The returned function ends it and gives the sum of the peaks in bytes.
 */
export function watchMemory(root: number): () => number {
  const peaks = new Map<number, number>();
  const look = (pid: number): void => {
    const peak = read(`/proc/${pid}/status`, /^VmHWM:\s+(\d+) kB/mu);
    if (peak !== null) peaks.set(pid, Math.max(peaks.get(pid) ?? 0, peak * 1024));
    for (const child of children(pid)) look(child);
  };
  look(root);
  const timer = setInterval(() => look(root), interval);
  return () => {
    clearInterval(timer);
    return [...peaks.values()].reduce((sum, peak) => sum + peak, 0);
  };
}

function read(path: string, pattern: RegExp): number | null {
  try {
    const found = pattern.exec(readFileSync(path, 'utf8'))?.[1];
    return found === undefined ? null : Number(found);
  } catch {
    return null; // it has ended
  }
}

/** The processes that a process has started, by whichever of its threads, as far as they run. */
export function children(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter((text) => text !== '').map(Number));
  } catch {
    return [];
  }
}

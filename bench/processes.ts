import { readdirSync, readFileSync } from 'node:fs';
import { children } from './peak-memory.ts';

/** What a program and all that it started hold in memory at one moment, in bytes. */
export interface HeldMemory {
  /** Pages that several of its processes, or others, share count once, divided among those who have them (PSS). */
  readonly proportional: number;
  /** Every process counts all that it has resident (RSS), shared or not. */
  readonly resident: number;
}

/** The sum over a process and all that it started, from the kernel's own figures (Linux). */
export function heldMemory(root: number): HeldMemory {
  const held = { proportional: 0, resident: 0 };
  const look = (pid: number): void => {
    const rollup = readIfThere(`/proc/${pid}/smaps_rollup`);
    held.proportional += kilobytes(rollup, 'Pss');
    held.resident += kilobytes(rollup, 'Rss');
    for (const child of children(pid)) look(child);
  };
  look(root);
  return held;
}

/**
 * Processor time of the window so far, in milliseconds: that of the app's processes but for the engine, of whose process the first thread
 * counts, since it carries messages between engine and window and nothing else.
 */
export function windowTime(root: number): number {
  const threads = readIfThere(`/proc/${root}/cmdline`).includes('NodeService') ? [String(root)] : namesIn(`/proc/${root}/task`);
  const own = threads.reduce((sum, thread) => sum + Number(readIfThere(`/proc/${root}/task/${thread}/schedstat`).split(' ')[0]) / 1e6, 0);
  return children(root).reduce((sum, child) => sum + windowTime(child), own);
}

/** Processor time of one process so far, in milliseconds, to within 10. */
export function processorTime(pid: number): number {
  // The name, in parentheses, may hold blanks.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /u, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function kilobytes(rollup: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(rollup)?.[1] ?? 0) * 1024;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // it has ended
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it has ended
  }
}

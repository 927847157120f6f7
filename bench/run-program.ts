import { spawn } from 'node:child_process';
import type { Invocation } from './bench.ts';
import { watchMemory } from './peak-memory.ts';

/** What one run of a whole program took, from its start to its end. */
export interface Run {
  readonly milliseconds: number;
  /** Peak resident memory of the program and all that it started, in bytes; null unless asked for. */
  readonly peakBytes: number | null;
  readonly stdout: string;
}

/** Rejects with what the program said when it fails. */
export function runProgram({ program, args, env, input, status = 0 }: Invocation, { memory = false } = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    const watch = memory && child.pid !== undefined ? watchMemory(child.pid) : null;
    const stdout: Buffer[] = [];
    let stderr = '';
    child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-4000);
    });
    child.stdin.on('error', () => undefined); // a program may end without reading its input
    child.stdin.end(input ?? '');
    child.on('error', reject);
    child.on('close', (code) => {
      const milliseconds = performance.now() - start;
      const text = Buffer.concat(stdout).toString();
      const peakBytes = watch?.() ?? null;
      if (code === status) resolve({ milliseconds, peakBytes, stdout: text });
      else reject(new Error(`${program} ended with status ${code}:\n${stderr}${text.slice(-2000)}`));
    });
  });
}

import { spawn } from 'node:child_process';
import type { SystemCommand } from './power-command.ts';
import { openProgramOutput, type ProgramWords } from './program-output.ts';

/** How a program ended, and the last of what it said. */
export interface ProgramEnd extends ProgramWords {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
}

/**
 * Runs a program in a folder and resolves when it has ended. It lives on by itself where Hawser ends first: what it says goes to a
 * nameless file, since a pipe would break then and take the program along. Rejects when it cannot be started.
 */
export async function runProgram({ file, args, verbatim = false }: SystemCommand, cwd: string, started: () => void): Promise<ProgramEnd> {
  const output = openProgramOutput();
  try {
    const how = await new Promise<Pick<ProgramEnd, 'code' | 'signal'>>((resolve, reject) => {
      const child = spawn(file, args, { cwd, detached: true, stdio: ['ignore', output.descriptor, output.descriptor], windowsHide: true, windowsVerbatimArguments: verbatim });
      child.once('spawn', started);
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve({ code, signal }));
      child.unref();
    });
    return { ...how, ...output.end() };
  } finally {
    output.close();
  }
}

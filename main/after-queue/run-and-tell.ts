import type { MainEvent } from '../../shared/ipc/main-events.ts';
import { failureData, type FailureData } from '../../shared/model/failure.ts';
import type { SystemCommand } from './power-command.ts';
import { type ProgramEnd, runProgram } from './run-program.ts';

export interface ToldProgram {
  readonly command: SystemCommand;
  /** What the user knows it as. */
  readonly program: string;
  readonly folder: string;
  readonly emit: (event: MainEvent) => void;
}

/** Runs a program to its end and tells the window when it began, what it said, and how it ended. */
export async function runAndTell({ command, program, folder, emit }: ToldProgram): Promise<void> {
  const tellEnd = (failure: FailureData | null, { output, cut }: Pick<ProgramEnd, 'output' | 'cut'>): void => emit({ type: 'program-ended', program, output, cut, failure });
  let end: ProgramEnd;
  try {
    end = await runProgram(command, folder, () => emit({ type: 'program-started', program }));
  } catch (thrown) {
    return tellEnd(failureData('program-not-started', { program }, thrown instanceof Error ? thrown.message : String(thrown)), { output: [], cut: false });
  }
  tellEnd(failureOf(program, end), end);
}

function failureOf(program: string, { code, signal }: ProgramEnd): FailureData | null {
  if (code === 0) return null;
  return code === null ? failureData('program-killed', { program, signal: signal ?? '' }) : failureData('program-failed', { program, code });
}

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { SystemCommand } from './power-command.ts';

/** How a program ended, and the last of what it said. */
export interface ProgramEnd {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: readonly string[];
  /** Whether it said more before. */
  readonly cut: boolean;
}

/** Of what a program says, at most this much of its end is told. */
export const OUTPUT_BYTES = 64 * 1024;
const OUTPUT_LINES = 500;

/**
 * Runs a program in a folder and resolves when it has ended. It lives on by itself where Hawser ends first: what it says goes to a
 * nameless file, since a pipe would break then and take the program along. Rejects when it cannot be started.
 */
export async function runProgram({ file, args, verbatim = false }: SystemCommand, cwd: string, started: () => void): Promise<ProgramEnd> {
  const output = await namelessFile();
  try {
    const how = await new Promise<Pick<ProgramEnd, 'code' | 'signal'>>((resolve, reject) => {
      const child = spawn(file, args, { cwd, detached: true, stdio: ['ignore', output.fd, output.fd], windowsHide: true, windowsVerbatimArguments: verbatim });
      child.once('spawn', started);
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve({ code, signal }));
      child.unref();
    });
    return { ...how, ...(await readEnd(output)) };
  } finally {
    await output.close();
  }
}

/** A file that is gone once nobody has it open any more. */
async function namelessFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `hawser-${randomUUID()}`);
  const file = await open(path, 'ax+', 0o600);
  try {
    await unlink(path);
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
  return file;
}

async function readEnd(file: FileHandle): Promise<Pick<ProgramEnd, 'output' | 'cut'>> {
  const { size } = await file.stat();
  const from = Math.max(0, size - OUTPUT_BYTES);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
  const lines = stripVTControlCharacters(buffer.toString('utf8', 0, bytesRead)).split(/\r\n|\r|\n/u);
  if (lines.at(-1) === '') lines.pop();
  // Of a line whose beginning is cut off, nothing is told.
  if (from > 0) lines.shift();
  return { output: lines.slice(-OUTPUT_LINES), cut: from > 0 || lines.length > OUTPUT_LINES };
}

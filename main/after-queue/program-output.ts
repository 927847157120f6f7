import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** The last of what a program said. */
export interface ProgramWords {
  readonly output: readonly string[];
  /** Whether it said more before. */
  readonly cut: boolean;
}

/** Where what a program says goes: a nameless file that stays small however much it says. */
export interface ProgramOutput {
  /** The program writes here, at the end at all times. */
  readonly descriptor: number;
  /** Takes what there is out of the file. */
  end(): ProgramWords;
  close(): void;
}

/** Of what a program says, at most this much of its end is told. */
export const OUTPUT_BYTES = 64 * 1024;
const OUTPUT_LINES = 500;
/** A file that is found larger is emptied. */
export const FILE_BYTES = 8 * 1024 * 1024;
/** Milliseconds from one look at its size to the next. */
const LOOK_MS = 250;

/** Opens a file that is gone once nobody has it open any more. Throws where there can be none. */
export function openProgramOutput(): ProgramOutput {
  const path = join(tmpdir(), `hawser-${randomUUID()}`);
  const descriptor = openSync(path, 'ax', 0o600);
  let own: number;
  try {
    // Windows shortens no file through what only appends to it.
    own = openSync(path, 'r+');
    unlinkSync(path);
  } catch (thrown) {
    closeSync(descriptor);
    throw thrown;
  }
  let kept: Buffer = Buffer.alloc(0);
  let cut = false;
  /** Empties the file and keeps its end. Blocks, so that hardly anything is said, and lost, in between. */
  const take = (size: number): void => {
    const from = Math.max(0, size - OUTPUT_BYTES);
    const piece = Buffer.alloc(size - from);
    const count = readSync(own, piece, 0, piece.length, from);
    ftruncateSync(own);
    const all = Buffer.concat([kept, piece.subarray(0, count)]);
    cut ||= from > 0 || all.length > OUTPUT_BYTES;
    kept = all.subarray(-OUTPUT_BYTES);
  };
  const look = setInterval(() => {
    const { size } = fstatSync(own);
    if (size > FILE_BYTES) take(size);
  }, LOOK_MS).unref();

  return {
    descriptor,
    end: () => {
      take(fstatSync(own).size);
      const lines = stripVTControlCharacters(kept.toString('utf8')).split(/\r\n|\r|\n/u);
      if (lines.at(-1) === '') lines.pop();
      // Of a line whose beginning is cut off, nothing is told.
      if (cut) lines.shift();
      return { output: lines.slice(-OUTPUT_LINES), cut: cut || lines.length > OUTPUT_LINES };
    },
    close: () => {
      clearInterval(look);
      closeSync(own);
      closeSync(descriptor);
    },
  };
}

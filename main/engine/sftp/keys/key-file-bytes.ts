import { open } from 'node:fs/promises';
import { Failure } from '../../session/failure.ts';

/** Larger files are no keys. */
const LARGEST_KEY_FILE = 1024 * 1024;

/** Rejects with `key-unreadable`. */
export async function readKeyFile(path: string): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > LARGEST_KEY_FILE) throw new Error(`It has ${size} bytes, far more than any key.`);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (problem) {
    throw Failure.of('key-unreadable', { keyFile: path }, problem instanceof Error ? problem.message : String(problem), problem);
  }
}

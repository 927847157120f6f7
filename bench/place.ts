import { chmod, mkdir, mkdtemp, open, rm, statfs, writeFile } from 'node:fs/promises';
import { randomFillSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a bench keeps its data: in memory where there is room, so that no disk takes part. */
export interface Place {
  readonly folder: string;
  readonly filesystem: string;
  remove(): Promise<void>;
}

/** `needed` in bytes. The folder may be walked through by the servers' user. */
export async function makePlace(needed: number): Promise<Place> {
  const memory = '/dev/shm';
  const free = await statfs(memory).then(({ bavail, bsize }) => bavail * bsize, () => 0);
  const inMemory = free > needed;
  const folder = await mkdtemp(join(inMemory ? memory : tmpdir(), 'hawser-bench-'));
  await chmod(folder, 0o755);
  return { folder, filesystem: inMemory ? 'tmpfs (/dev/shm)' : `disk (${tmpdir()})`, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A file of random bytes, so that nothing on the way can compress it. */
export async function makeFile(path: string, size: number): Promise<void> {
  const block = Buffer.allocUnsafe(Math.min(size, 4 * 1024 * 1024));
  const file = await open(path, 'w');
  try {
    for (let written = 0; written < size; ) {
      randomFillSync(block);
      const length = Math.min(block.length, size - written);
      await file.write(block, 0, length);
      written += length;
    }
  } finally {
    await file.close();
  }
}

/** `count` files of `size` bytes each in a fresh folder. */
export async function makeFolder(folder: string, count: number, size: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const bytes = Buffer.allocUnsafe(size);
  for (let number = 0; number < count; number++) {
    randomFillSync(bytes);
    await writeFile(join(folder, `file-${String(number).padStart(6, '0')}.dat`), bytes);
  }
}

import type { ByteSink } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import { diskIsQuick } from './disk-pace.ts';
import { localFailure } from './failures.ts';
import { createPart, dropPart, placePart, writeAll, writeAllLater } from './part-file.ts';
import { releasePart, takePart } from './part-name.ts';

/** Bytes waiting for a slow disk before the sender is asked to wait. */
const BACKLOG = 4 * 1024 * 1024;

/** Where a download's bytes go until they are whole: a temporary file beside the target. */
export interface FileSink extends ByteSink {
  /**
   * Puts the file in place of whatever file or link is at the target, with its modification time (milliseconds since the epoch) where one
   * is given. Rejects with a Failure, and the target is then as it was.
   */
  commit(modified: number | null): Promise<void>;
  /** Removes what was written. Does nothing after `commit`. Never rejects. */
  abandon(): Promise<void>;
}

/** Opens nothing before the first byte or the commit, so that a download that fails at once leaves no trace. */
export function fileSink(path: string): FileSink {
  let open: { readonly descriptor: number; readonly part: string } | null = null;
  let position = 0;
  let broken: Failure | null = null;
  let ended = false;
  let waiting = 0;
  let writing: Promise<void> = Promise.resolve();

  const opened = () => {
    if (ended) throw Failure.of('cancelled');
    if (open !== null) return open;
    const part = takePart(path);
    try {
      open = { descriptor: createPart(part), part };
    } catch (thrown) {
      releasePart(part);
      throw thrown;
    }
    return open;
  };
  const fail = (thrown: unknown): Promise<never> => {
    broken ??= localFailure(thrown, path);
    return Promise.reject(broken);
  };
  const close = async (how: (descriptor: number, part: string) => Promise<void>): Promise<void> => {
    if (open === null) return;
    const { descriptor, part } = open;
    open = null;
    try {
      await how(descriptor, part);
    } finally {
      releasePart(part);
    }
  };
  /** The sender gets its memory back at once, so the bytes are copied. */
  const writeLater = (descriptor: number, bytes: Uint8Array): Promise<void> | undefined => {
    const copy = Buffer.from(bytes);
    const start = position;
    waiting += copy.length;
    writing = writing.then(async () => {
      if (broken === null) await writeAllLater(descriptor, copy, start).catch((thrown: unknown) => { broken ??= localFailure(thrown, path); });
      waiting -= copy.length;
    });
    return waiting < BACKLOG ? undefined : writing.then(() => { if (broken !== null) throw broken; });
  };

  return {
    write: (bytes) => {
      if (broken !== null) return Promise.reject(broken);
      try {
        const { descriptor } = opened();
        if (waiting === 0 && diskIsQuick()) {
          writeAll(descriptor, bytes, position);
          position += bytes.length;
          return undefined;
        }
        const settled = writeLater(descriptor, bytes);
        position += bytes.length;
        return settled;
      } catch (thrown) {
        return fail(thrown);
      }
    },
    commit: async (modified) => {
      await writing;
      try {
        if (broken !== null) throw broken;
        opened();
        ended = true;
        await close((descriptor, part) => placePart(descriptor, part, path, modified));
      } catch (thrown) {
        throw localFailure(thrown, path);
      }
    },
    abandon: async () => {
      ended = true;
      await writing;
      await close(dropPart).catch(() => {});
    },
  };
}

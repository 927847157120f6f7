import type { Entry } from '../../../shared/model/entry.ts';
import type { ByteSink } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import { diskIsQuick } from './disk-pace.ts';
import { localFailure } from './failures.ts';
import { createPart, dropPart, keepPart, placePart, reopenPart, writeAll, writeAllLater } from './part-file.ts';
import { releasePart, takePart } from './part-name.ts';
import { assertWithin } from './within.ts';

/** Bytes waiting for a slow disk before the sender is asked to wait. */
const BACKLOG = 4 * 1024 * 1024;

/** Where a download's bytes go until they are whole: a temporary file beside the target. */
export interface FileSink extends ByteSink {
  /**
   * Puts the file in place of whatever file or link is at the target, with its modification time (milliseconds since the epoch) where one
   * is given, and with this mode instead of that of the file it replaces. Rejects with a Failure, and the target is then as it was; with
   * `target-changed` where that may not be replaced.
   */
  commit(modified: number | null, mode?: number | null): Promise<void>;
  /** Removes what was written. Does nothing after `commit`. Never rejects. */
  abandon(): Promise<void>;
  /** Leaves what was written where it is, for a later attempt. Does nothing after `commit`. Never rejects. */
  leave(): Promise<void>;
}

/** A temporary name that the caller has taken, and what lies there of an earlier attempt. */
export interface EarlierPart {
  readonly part: string;
  /** Bytes of it that stay; 0 begins it anew. */
  readonly kept: number;
  /** Where these lie as long as nothing is added to them. */
  readonly at: string;
  /** Called right before anything changes on the disk. */
  readonly before?: () => void;
  /** The folder that the file must lie in, whatever links there are on the way. */
  readonly within?: string;
  /** Asked at the end about what lies at the target then. */
  readonly mayReplace?: (there: Entry) => boolean;
}

/** Opens nothing before the first byte or the commit, so that a download that fails at once leaves no trace. */
export function fileSink(path: string, earlier?: EarlierPart): FileSink {
  let open: { readonly descriptor: number; readonly part: string } | null = null;
  let position = earlier?.kept ?? 0;
  let broken: Failure | null = null;
  let ended = false;
  let waiting = 0;
  let writing: Promise<void> = Promise.resolve();

  const release = (part: string): void => {
    if (earlier === undefined) releasePart(part);
  };
  const opened = () => {
    if (ended) throw Failure.of('cancelled');
    if (open !== null) return open;
    const part = earlier?.part ?? takePart(path);
    try {
      earlier?.before?.();
      const descriptor = earlier !== undefined && earlier.kept > 0 ? reopenPart(part, earlier.kept, earlier.at) : createPart(part);
      open = { descriptor, part };
      if (earlier?.within !== undefined) assertWithin(earlier.within, part);
    } catch (thrown) {
      release(part);
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
      release(part);
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
    commit: async (modified, mode = null) => {
      await writing;
      try {
        if (broken !== null) throw broken;
        opened();
        ended = true;
        await close((descriptor, part) => placePart(descriptor, part, path, { bytes: position, modified, mode, kept: earlier !== undefined, mayReplace: earlier?.mayReplace }));
      } catch (thrown) {
        throw localFailure(thrown, path);
      }
    },
    abandon: async () => {
      ended = true;
      await writing;
      await close(dropPart).catch(() => {});
    },
    leave: async () => {
      ended = true;
      await writing;
      await close((descriptor) => Promise.resolve(keepPart(descriptor))).catch(() => {});
    },
  };
}

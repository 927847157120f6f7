import { open } from 'node:fs/promises';
import { localFailure } from '../local/failures.ts';
import { systemPath } from '../local/system-path.ts';
import type { ByteSink } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { TAIL } from './checked-tail.ts';
import { retryOf } from './retry.ts';

/** The bytes of a local file from one offset to another; fewer where it is shorter. */
export async function readRange(path: string, from: number, to: number): Promise<Buffer> {
  try {
    const file = await open(systemPath(path), 'r');
    try {
      const bytes = Buffer.alloc(to - from);
      let done = 0;
      while (done < bytes.length) {
        const { bytesRead } = await file.read(bytes, done, bytes.length - done, from + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.subarray(0, done);
    } finally {
      await file.close();
    }
  } catch (thrown) {
    throw localFailure(thrown, path);
  }
}

/** The same of a file on a server. Null where it does not show them; what breaks the line is thrown. */
export async function readRemoteRange(session: Session, path: string, from: number, to: number, signal: AbortSignal): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let left = to - from;
  const enough = Failure.of('cancelled');
  const sink: ByteSink = {
    write: (bytes) => {
      chunks.push(Buffer.from(bytes.subarray(0, left)));
      if (bytes.length > left) return Promise.reject(enough);
      left -= bytes.length;
      return undefined;
    },
  };
  try {
    await session.download(path, sink, { signal, offset: from, text: false });
  } catch (thrown) {
    if (thrown === enough) return Buffer.concat(chunks);
    if (thrown instanceof Failure && retryOf(thrown.data) === 'never' && thrown.data.code !== 'cancelled') return null;
    throw thrown;
  }
  return Buffer.concat(chunks);
}

/** Two files, on a server and on this computer, up to where they are compared. */
export interface Compared {
  readonly there: string;
  readonly here: string;
  readonly end: number;
  /** Whether the file on the server is to end there: one byte more shows that it does not. */
  readonly ends: boolean;
  /** Where comparing begins; so much before the end as says whether one is the beginning of the other, unless given. */
  readonly start?: number;
}

/** Whether both have the same bytes there; null where the server does not show them. */
export async function sameTail(session: Session, { there, here, end, ends, start = Math.max(0, end - TAIL) }: Compared, signal: AbortSignal): Promise<boolean | null> {
  const shown = await readRemoteRange(session, there, start, ends ? end + 1 : end, signal);
  return shown === null ? null : shown.equals(await readRange(here, start, end));
}

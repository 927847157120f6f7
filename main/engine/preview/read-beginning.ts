import type { ByteSink } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { TELLING } from './content-kind.ts';

export interface Beginning {
  readonly bytes: Buffer;
  /** There is nothing behind them. */
  readonly whole: boolean;
}

/**
 * The first bytes of a file: as many as `wanted` says once it has seen those that tell, which are given in any case. The download is broken off as soon as more has come,
 * so that of a large file little more than that crosses the network. Rejects with a Failure where the server or `signal` ends it before.
 */
export async function readBeginning(session: Session, path: string, wanted: (start: Buffer) => number, signal: AbortSignal): Promise<Beginning> {
  const chunks: Buffer[] = [];
  let come = 0;
  let most = Number.POSITIVE_INFINITY;
  const sink: ByteSink = {
    write: (bytes) => {
      chunks.push(Buffer.from(bytes));
      come += bytes.length;
      if (come >= TELLING && most === Number.POSITIVE_INFINITY) most = wanted(Buffer.concat(chunks));
      return come > most ? Promise.reject(Failure.of('cancelled')) : undefined;
    },
  };
  try {
    await session.download(path, sink, { signal, offset: 0, text: false });
  } catch (thrown) {
    if (come <= most || signal.aborted) throw thrown;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, Math.max(most, TELLING)), whole: come <= most };
}

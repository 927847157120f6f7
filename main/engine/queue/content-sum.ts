import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { checksumAlgorithms, type ChecksumAlgorithm } from '../../../shared/model/checksum.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import type { Place } from '../../../shared/model/transfer.ts';
import type { Account } from '../account.ts';
import { fileSource } from '../local/file-source.ts';
import type { ByteSink } from '../session/bytes.ts';
import { Failure, throwIfCancelled } from '../session/failure.ts';
import type { Session } from '../session/session.ts';

/** A file on one end. */
export interface ContentAt {
  readonly account: Account;
  readonly place: Place;
}

/** Adds bytes up to the sum that servers make. */
export interface Summing {
  add(bytes: Uint8Array): void;
  /** Lower-case hexadecimal digits. */
  sum(): string;
}

export function summing(algorithm: ChecksumAlgorithm): Summing {
  if (algorithm !== 'crc32') {
    const hash = createHash(algorithm);
    return { add: (bytes) => void hash.update(bytes), sum: () => hash.digest('hex') };
  }
  let sum = 0;
  return { add: (bytes) => { sum = crc32(bytes, sum); }, sum: () => sum.toString(16).padStart(8, '0') };
}

/** Whether two files have the same bytes: by the sum that a server makes where it can, else by reading them. */
export async function sameContent(a: ContentAt, b: ContentAt, signal: AbortSignal): Promise<boolean> {
  const made = await serverSum(a, checksumAlgorithms, signal) ?? await serverSum(b, checksumAlgorithms, signal);
  if (made === null) return (await readSum(a, 'sha256', signal)) === (await readSum(b, 'sha256', signal));
  const other = made.of === a ? b : a;
  const sum = (await serverSum(other, [made.algorithm], signal))?.sum ?? await readSum(other, made.algorithm, signal);
  return sum === made.sum;
}

interface ServerSum {
  readonly of: ContentAt;
  readonly algorithm: ChecksumAlgorithm;
  readonly sum: string;
}

/** The first sum that the server makes; null where it makes none. */
async function serverSum(of: ContentAt, algorithms: readonly ChecksumAlgorithm[], signal: AbortSignal): Promise<ServerSum | null> {
  if (of.place.session === LOCAL_SESSION) return null;
  return leased(of.account, signal, async (session) => {
    const made = await sumBy(session, of.place.path, algorithms, signal);
    return made === null ? null : { of, ...made };
  });
}

/** The first of these sums that the server makes of a file; null where it makes none. Whatever it refuses counts as that. */
export async function sumBy(session: Session, path: string, algorithms: readonly ChecksumAlgorithm[], signal: AbortSignal): Promise<{ readonly algorithm: ChecksumAlgorithm; readonly sum: string } | null> {
  await session.settled;
  if (session.checksum === undefined || !session.abilities.includes('checksum')) return null;
  for (const algorithm of algorithms) {
    try {
      return { algorithm, sum: await session.checksum(path, algorithm, signal) };
    } catch (thrown) {

      throwIfCancelled(signal);
      if (!(thrown instanceof Failure) || thrown.data.code === 'lost' || thrown.data.code === 'timeout') throw thrown;
    }
  }
  return null;
}

async function readSum({ account, place }: ContentAt, algorithm: ChecksumAlgorithm, signal: AbortSignal): Promise<string> {
  const total = summing(algorithm);
  if (place.session === LOCAL_SESSION) await addLocal(place.path, Number.POSITIVE_INFINITY, total, signal);
  else {
    const sink: ByteSink = { write: (bytes) => { total.add(bytes); return undefined; } };
    await leased(account, signal, (session) => session.download(place.path, sink, { signal, offset: 0, text: false }));
  }
  return total.sum();
}

/** Adds the first bytes of a local file, up to `end`. */
export async function addLocal(path: string, end: number, total: Summing, signal: AbortSignal): Promise<void> {
  const source = await fileSource(path);
  const piece = Buffer.alloc(256 * 1024);
  try {
    for (let left = end, count = 1; left > 0 && count > 0; left -= count) {
      throwIfCancelled(signal);
      count = await source.read(piece.subarray(0, Math.min(piece.length, left)));
      total.add(piece.subarray(0, count));
      // Others get their turn between two pieces.
      await new Promise(setImmediate);
    }
  } finally {
    source.close();
  }
}

async function leased<T>(account: Account, signal: AbortSignal, use: (session: Session) => Promise<T>): Promise<T> {
  const { session, release } = await account.pool.lease(signal);
  try {
    return await use(session);
  } finally {
    release();
  }
}

import { checksumAlgorithms, type ChecksumAlgorithm } from '../../../shared/model/checksum.ts';
import type { Account } from '../account.ts';
import type { ByteSink, ByteSource } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { addLocal, sumBy, summing, type Summing } from './content-sum.ts';

/** What a server sums files up by, as the first one has shown. */
const learned = new WeakMap<Account, ChecksumAlgorithm>();

/** Compares what has passed here with what the server has, by a sum that is made of the bytes as they pass. */
export interface Verification {
  /** Of each byte of the file that passes here, in order. */
  readonly passed: Summing;
  /**
   * Whether the server has the same; false where it makes no sum. `here` names the bytes on this computer, for a sum of another kind than the
   * one that was made on the way; null where they are not here. Fails with `checksum-differs`.
   */
  settle(session: Session, path: string, here: string | null, signal: AbortSignal): Promise<boolean>;
}

/** `remote` is the account whose server makes the sum. */
export function verification(remote: Account): Verification {
  const expected = learned.get(remote) ?? checksumAlgorithms[0];
  const passed = summing(expected);
  return {
    passed,
    settle: async (session, path, here, signal) => {
      const known = learned.get(remote);
      const made = await sumBy(session, path, known === undefined ? checksumAlgorithms : [known], signal);
      if (made === null) return false;
      learned.set(remote, made.algorithm);
      let sum = passed.sum();
      if (made.algorithm !== expected) {
        if (here === null) return false;
        const again = summing(made.algorithm);
        await addLocal(here, Number.POSITIVE_INFINITY, again, signal);
        sum = again.sum();
      }
      if (sum !== made.sum) throw Failure.of('checksum-differs', { path, algorithm: made.algorithm }, `${sum} here, ${made.sum} on the server`);
      return true;
    },
  };
}

/** Whether two servers make the same sum of a file; false where they have none in common. Fails with `checksum-differs`. */
export async function serversAgree([source, from]: readonly [Session, string], [target, to]: readonly [Session, string], signal: AbortSignal): Promise<boolean> {
  const made = await sumBy(source, from, checksumAlgorithms, signal);
  const other = made === null ? null : await sumBy(target, to, [made.algorithm], signal);
  if (made === null || other === null) return false;
  if (other.sum !== made.sum) throw Failure.of('checksum-differs', { path: to, algorithm: made.algorithm }, `${made.sum} on one server, ${other.sum} on the other`);
  return true;
}

export function summedSink(sink: ByteSink, passed: Summing | undefined): ByteSink {
  if (passed === undefined) return sink;
  return {
    write: (bytes) => {
      passed.add(bytes);
      return sink.write(bytes);
    },
  };
}

export function summedSource(source: ByteSource, passed: Summing | undefined): ByteSource {
  if (passed === undefined) return source;
  const taken = (into: Uint8Array, count: number): number => {
    passed.add(into.subarray(0, count));
    return count;
  };
  return {
    size: source.size,
    read: (into) => {
      const count = source.read(into);
      return typeof count === 'number' ? taken(into, count) : count.then((read) => taken(into, read));
    },
  };
}

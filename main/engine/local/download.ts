import type { ByteSink } from '../session/bytes.ts';
import { throwIfCancelled } from '../session/failure.ts';
import type { DownloadOptions } from '../session/session.ts';
import { fileSource } from './file-source.ts';
import { localFailure } from './failures.ts';

const BUFFER = 256 * 1024;

/** Reads a local file into any sink, two buffers in turn so that reading and writing overlap. */
export async function download(path: string, sink: ByteSink, options: DownloadOptions): Promise<number> {
  throwIfCancelled(options.signal);
  const source = await fileSource(path, options.offset);
  try {
    const buffers = [Buffer.allocUnsafeSlow(BUFFER), Buffer.allocUnsafeSlow(BUFFER)] as const;
    let total = 0;
    let settled: Promise<void> | undefined;
    for (let turn = 0; ; turn++) {
      throwIfCancelled(options.signal);
      const buffer = buffers[turn % 2 === 0 ? 0 : 1];
      const count = await source.read(buffer);
      await settled;
      if (count === 0) return total;
      settled = sink.write(buffer.subarray(0, count));
      // A rejection is met at the next turn's await; this keeps the runtime from taking it for an unhandled one until then.
      settled?.catch(() => {});
      total += count;
      if (turn % 8 === 7) await new Promise((resolve) => { setImmediate(resolve); });
    }
  } catch (thrown) {
    throw localFailure(thrown, path);
  } finally {
    source.close();
  }
}

import { fileSource, type FileSource } from '../local/file-source.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import type { CarryOptions } from './carry-options.ts';
import { memorySink, readRange, TAIL } from './checked-tail.ts';
import type { Item } from './item.ts';
import { pacedSource } from './paced.ts';
import { factsOf, isUnchanged } from './resume-facts.ts';
import { nullUnlessBroken, retryOf } from './retry.ts';

/** Sends a local file. What an earlier attempt has left on the server is continued when the source is still the same and the server has its bytes. */
export async function uploadFile(item: Item, options: CarryOptions): Promise<number> {
  const { to, signal, remember, onStart } = options;
  const whole = await fileSource(item.from.path);
  try {
    const { session, release } = await to.pool.lease(signal);
    try {
      const offset = item.resume === null ? 0 : await goOnAt(item, whole, session, options);
      remember(factsOf({ size: whole.size, modified: modifiedOf(whole) }, null));
      onStart(offset);
      if (offset > 0 && offset === whole.size) return offset;
      const sent = await send(item, whole, offset, session, options);
      if (offset + sent !== whole.size) throw Failure.of('wrong-size', { path: item.from.path, actual: offset + sent, expected: whole.size });
      return whole.size;
    } finally {
      release();
    }
  } finally {
    whole.close();
  }
}

async function send(item: Item, whole: FileSource, offset: number, session: Session, options: CarryOptions): Promise<number> {
  const source = offset === 0 ? whole : await fileSource(item.from.path, offset);
  try {
    return await session.upload(pacedSource(source, options), item.to.path, { signal: options.signal, offset });
  } finally {
    if (source !== whole) source.close();
  }
}

/** Bytes at the target that need not be sent again. */
async function goOnAt(item: Item, whole: FileSource, session: Session, { signal, onNote }: CarryOptions): Promise<number> {
  if (!isUnchanged(item.resume!, whole.size, modifiedOf(whole))) {
    onNote('source-changed');
    return 0;
  }
  if (!session.abilities.includes('resumeUpload') || !session.abilities.includes('resumeDownload')) return 0;
  const target = await session.stat(item.to.path, signal).catch(nullUnlessBroken);
  if (target?.kind !== 'file' || target.sizeRounded === true || target.size === null || target.size > whole.size) return 0;
  return (await sameTail(item, target.size, session, signal)) ? target.size : 0;
}

/** Whether the file on the server ends with what the source has there. */
async function sameTail(item: Item, size: number, session: Session, signal: AbortSignal): Promise<boolean> {
  const start = Math.max(0, size - TAIL);
  const expected = await readRange(item.from.path, start, size);
  const sink = memorySink(TAIL, item.to.path);
  try {
    await session.download(item.to.path, sink, { signal, offset: start });
  } catch (thrown) {
    // What broke the line breaks the attempt; a server that only refuses to show the file has it sent whole.
    if (thrown instanceof Failure && (thrown.data.reason === 'resume-mismatch' || retryOf(thrown.data) === 'never') && thrown.data.code !== 'cancelled') return false;
    throw thrown;
  }
  return sink.bytes().equals(expected);
}

function modifiedOf({ modified }: FileSource) {
  return { at: modified, precision: 'millisecond' } as const;
}

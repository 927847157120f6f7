import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import type { Account } from '../accounts.ts';
import { fileSink } from '../local/file-sink.ts';
import { fileSource } from '../local/file-source.ts';
import { copyDirectly } from '../fxp/copy-directly.ts';
import type { ByteSink, ByteSource } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { createPipe } from './pipe.ts';
import type { Item } from './item.ts';

export interface CarryOptions {
  readonly from: Account;
  readonly to: Account;
  readonly signal: AbortSignal;
  /** Bytes went by. The hot path: called for every piece. */
  readonly onBytes: (count: number) => void;
}

/**
 * Moves one file from one session to another, whatever they are. Resolves with its bytes only when the receiving end confirmed them and
 * the count is right.
 */
export async function carry(item: Item, options: CarryOptions): Promise<number> {
  if (item.to.session === LOCAL_SESSION) return intoDisk(item, options);
  return item.from.session === LOCAL_SESSION ? fromDisk(item, options) : between(item, options);
}

async function intoDisk(item: Item, { from, signal, onBytes }: CarryOptions): Promise<number> {
  const { session, release } = await from.pool.lease(signal);
  const sink = fileSink(item.to.path);
  try {
    const bytes = await session.download(item.from.path, counting(sink, onBytes), { signal, offset: 0 });
    await checkLength(item, from, bytes, signal);
    await sink.commit(item.source?.modified?.at ?? null);
    return bytes;
  } finally {
    release();
    await sink.abandon();
  }
}

async function fromDisk(item: Item, { to, signal, onBytes }: CarryOptions): Promise<number> {
  const source = await fileSource(item.from.path);
  try {
    const { session, release } = await to.pool.lease(signal);
    try {
      const bytes = await session.upload(countingSource(source, onBytes), item.to.path, { signal, offset: 0 });
      if (bytes !== source.size) throw Failure.of('wrong-size', { path: item.from.path, actual: bytes, expected: source.size });
      return bytes;
    } finally {
      release();
    }
  } finally {
    source.close();
  }
}

/** Both ends hold a place at once. Whoever takes two takes them alone, so that no two transfers wait for each other's. */
let taking: Promise<unknown> = Promise.resolve();

async function between(item: Item, { from, to, signal, onBytes }: CarryOptions): Promise<number> {
  const turn = taking.then(async () => {
    const reading = await from.pool.lease(signal);
    try {
      if (from !== to) return { reading, writing: await to.pool.lease(signal) };
      if (from.pool.browsing() !== reading.session || reading.session.concurrency > 1) return { reading, writing: null };
      throw Failure.of('not-supported', { host: from.label, what: 'a copy over a single connection' });
    } catch (thrown) {
      reading.release();
      throw thrown;
    }
  });
  taking = turn.catch(() => {});
  const { reading, writing } = await turn;
  try {
    const bytes = await copyOnServers(item, { from, to, signal, onBytes }, reading.session, writing?.session ?? null);
    if (bytes !== null) {
      reading.release();
      writing?.release();
      return bytes;
    }
  } catch (thrown) {
    reading.release();
    writing?.release();
    const cut = thrown instanceof Failure && thrown.data.code === 'lost' && thrown.data.reason !== 'data-cut-short';
    if (!cut || signal.aborted) throw thrown;
    // A server that did not survive the attempt is not asked for another.
    item.direct = false;
    return between(item, { from, to, signal, onBytes });
  }
  const pipe = createPipe(item.size);
  const ending = new AbortController();
  const both = AbortSignal.any([signal, ending.signal]);
  /** The half that fails first tells what went wrong; it takes the other one with it. */
  const failing = (thrown: unknown): never => {
    pipe.fail(thrown);
    ending.abort();
    throw thrown;
  };
  const receive = reading.session.download(item.from.path, counting(pipe.sink, onBytes), { signal: both, offset: 0 }).then((bytes) => {
    pipe.end();
    return bytes;
  }).catch(failing);
  const upload = (session: typeof reading.session) => session.upload(pipe.source, item.to.path, { signal: both, offset: 0 });
  const send = (writing === null ? to.pool.browse(upload, both) : upload(writing.session)).catch(failing);
  let first = null as { readonly thrown: unknown } | null;
  const note = (thrown: unknown): number => {
    first ??= { thrown };
    return -1;
  };
  const [received, sent] = await Promise.all([receive.catch(note), send.catch(note)]);
  reading.release();
  writing?.release();
  if (first !== null) throw first.thrown;
  if (received !== sent) throw Failure.of('wrong-size', { path: item.to.path, actual: sent, expected: received });
  return sent;
}

/** Without the bytes passing here, where the server or the two servers can. Null where they cannot. */
async function copyOnServers(item: Item, { from, to, signal, onBytes }: CarryOptions, reading: Session, writing: Session | null): Promise<number | null> {
  if (item.direct === false) return null;
  const directly = (other: Session) => copyDirectly(reading, other, { from, to }, { from: item.from.path, to: item.to.path, size: item.size, signal });
  const bytes = await copyWithin(item, from === to ? reading : null, signal) ?? (writing === null ? await to.pool.browse(directly, signal) : await directly(writing));
  item.direct = bytes !== null;
  if (bytes !== null) onBytes(bytes);
  return bytes;
}

async function copyWithin(item: Item, session: Session | null, signal: AbortSignal): Promise<number | null> {
  if (session?.copy === undefined) return null;
  try {
    await session.copy(item.from.path, item.to.path, signal);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.data.code === 'unsupported') return null;
    throw thrown;
  }
  return (await session.stat(item.to.path, signal))?.size ?? item.size ?? 0;
}

/** A count that the listing did not tell is looked into: the file may have changed since, or the server may have stopped too early. */
async function checkLength(item: Item, from: Account, bytes: number, signal: AbortSignal): Promise<void> {
  if (item.size === null || bytes === item.size) return;
  const entry = await from.pool.browse((session) => session.stat(item.from.path, signal), signal, 'repeatable').catch(() => null);
  // The size of a link is that of its text.
  if (entry?.kind === 'link') return;
  const expected = entry?.size ?? item.size;
  if (bytes !== expected) throw Failure.of('wrong-size', { path: item.from.path, actual: bytes, expected });
}

function counting(sink: ByteSink, onBytes: (count: number) => void): ByteSink {
  return {
    write: (bytes) => {
      onBytes(bytes.length);
      return sink.write(bytes);
    },
  };
}

function countingSource(source: ByteSource, onBytes: (count: number) => void): ByteSource {
  const counted = (count: number): number => {
    onBytes(count);
    return count;
  };
  return {
    size: source.size,
    read: (into) => {
      const count = source.read(into);
      return typeof count === 'number' ? counted(count) : count.then(counted);
    },
  };
}

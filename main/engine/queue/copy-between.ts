import { sizeOnServer } from '../ftp/download.ts';
import { copyDirectly } from '../fxp/copy-directly.ts';
import { Failure, toFailureData } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import type { CarryOptions } from './carry-options.ts';
import { copyThroughHere } from './copy-through-here.ts';
import { copyGoesOn, sourceAgrees, type CopyEnds, type CopyStart } from './copy-goes-on.ts';
import type { Item } from './item.ts';
import { factsOf, leftBehind } from './resume-facts.ts';
import { isUseless } from './retry.ts';
import { serversAgree } from './verify.ts';

/** Both ends hold a place at once. Whoever takes two takes them alone, so that no two transfers wait for each other's. */
let taking: Promise<unknown> = Promise.resolve();

/**
 * Copies a file from one server to another, or to another place on the same one: on the server, directly, or else through this computer.
 * What an earlier attempt has left is continued where both servers can, the source is still the same, and has the same at that place.
 */
export async function copyBetween(item: Item, options: CarryOptions): Promise<number> {
  const { from, to, signal } = options;
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
  const ends: CopyEnds = { reading: reading.session, onTarget: (use) => (writing === null ? to.pool.browse(use, signal) : use(writing.session)) };
  let directly = false;
  try {
    const start = await copyGoesOn(item, ends, options);
    await options.remember(factsOf(item.source, null, { over: item.decided, loose: item.resume?.loose ?? 0, firm: start?.at ?? 0 }));
    options.onStart(start?.at ?? 0);
    directly = true;
    const bytes = await copyOnServers(item, options, ends, start);
    directly = false;
    if (bytes === null) return await copyThroughHere(item, options, ends, start);
    if (options.rules.verify) options.onVerified(await ends.onTarget((session) => serversAgree([ends.reading, item.from.path], [session, item.to.path], signal)));
    return bytes;
  } catch (thrown) {
    if (isUseless(toFailureData(thrown))) await options.remember(null, await ends.onTarget((session) => leftBehind(session, item.to.path, signal)).catch(() => undefined));
    const lost = thrown instanceof Failure && thrown.data.code === 'lost' && thrown.data.reason !== 'data-cut-short';
    if (!directly || !lost || signal.aborted) throw thrown;
  } finally {
    reading.release();
    writing?.release();
  }
  // A server that did not survive the attempt is not asked for another.
  item.direct = false;
  return copyBetween(item, options);
}

/** Without the bytes passing here, where the server or the two servers can. Null where they cannot. */
async function copyOnServers(item: Item, options: CarryOptions, { reading, onTarget }: CopyEnds, start: CopyStart | null): Promise<number | null> {
  const { from, to, signal, onBytes, onStart } = options;
  if (item.direct === false) return null;
  const offset = start !== null && reading.lendControl !== undefined && (await sourceAgrees(item, reading, start, signal)) ? start.at : 0;
  const watch = {
    arrived: (ending: AbortSignal) => to.pool.browse((session) => sizeThere(session, item.to.path), AbortSignal.any([signal, ending])),
    onBytes,
  };
  const copy = { from: item.from.path, to: item.to.path, size: item.size, offset, onAnew: () => onStart(0), signal, watch };
  const bytes = await copyWithin(item, from === to ? reading : null, signal) ?? await onTarget((other) => copyDirectly(reading, other, { from, to }, copy));
  item.direct = bytes !== null;
  if (bytes !== null) onBytes(bytes - item.bytes);
  return bytes;
}

async function sizeThere(session: Session, path: string): Promise<number | null> {
  return (await session.lendControl?.((ftp, asFile) => sizeOnServer(ftp, asFile(path)))) ?? null;
}

async function copyWithin(item: Item, session: Session | null, signal: AbortSignal): Promise<number | null> {
  if (session?.copy === undefined) return null;
  try {
    await session.copy(item.from.path, item.to.path, signal);
  } catch (thrown) {
    // Whether to replace what is there has been decided by now; this way cannot.
    if (thrown instanceof Failure && (thrown.data.code === 'unsupported' || thrown.data.code === 'exists')) return null;
    throw thrown;
  }
  return (await session.stat(item.to.path, signal))?.size ?? item.size ?? 0;
}

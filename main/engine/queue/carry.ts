import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { copyDirectly } from '../fxp/copy-directly.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import type { CarryOptions } from './carry-options.ts';
import { downloadFile } from './download-file.ts';
import type { Item } from './item.ts';
import { keepFacts } from './keep-facts.ts';
import { pacedSink } from './paced.ts';
import { createPipe } from './pipe.ts';
import { factsOf } from './resume-facts.ts';
import { serversAgree, summedSink, verification } from './verify.ts';
import { uploadFile } from './upload-file.ts';

/**
 * Moves one file from one session to another, whatever they are, or what an earlier attempt has left of it. Resolves with its bytes only
 * when the receiving end confirmed them and the count is right.
 */
export async function carry(item: Item, options: CarryOptions): Promise<number> {
  if (item.to.session === LOCAL_SESSION) return downloadFile(item, options);
  return item.from.session === LOCAL_SESSION ? uploadFile(item, options) : between(item, options);
}

/** Both ends hold a place at once. Whoever takes two takes them alone, so that no two transfers wait for each other's. */
let taking: Promise<unknown> = Promise.resolve();

async function between(item: Item, options: CarryOptions): Promise<number> {
  const { from, to, signal, remember, onStart, onVerified, rules } = options;
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
    await remember(factsOf(item.source, null));
    onStart(0);
    const bytes = await copyOnServers(item, options, reading.session, writing?.session ?? null);
    if (bytes !== null) {
      if (rules.verify) {
        const agree = (session: Session) => serversAgree([reading.session, item.from.path], [session, item.to.path], signal);
        onVerified(writing === null ? await to.pool.browse(agree, signal) : await agree(writing.session));
      }
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
    return between(item, options);
  }
  const verifying = rules.verify && !rules.text ? verification(to) : null;
  const pipe = createPipe(rules.text ? null : item.size);
  const ending = new AbortController();
  const both = AbortSignal.any([signal, ending.signal]);
  /** The half that fails first tells what went wrong; it takes the other one with it. */
  const failing = (thrown: unknown): never => {
    pipe.fail(thrown);
    ending.abort();
    throw thrown;
  };
  const receive = reading.session.download(item.from.path, pacedSink(summedSink(pipe.sink, verifying?.passed), options), { signal: both, offset: 0 }).then((bytes) => {
    pipe.end();
    return bytes;
  }).catch(failing);
  const upload = async (session: typeof reading.session) => {
    const bytes = await session.upload(pipe.source, item.to.path, { signal: both, offset: 0 });
    if (rules.verify) onVerified((await verifying?.settle(session, item.to.path, null, both)) ?? false);
    await keepFacts(session, item.to.path, { modified: item.source?.modified?.at ?? null, mode: item.source?.kind === 'file' ? item.source.mode : null }, rules);
    return bytes;
  };
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
    // Whether to replace what is there has been decided by now; this way cannot.
    if (thrown instanceof Failure && (thrown.data.code === 'unsupported' || thrown.data.code === 'exists')) return null;
    throw thrown;
  }
  return (await session.stat(item.to.path, signal))?.size ?? item.size ?? 0;
}

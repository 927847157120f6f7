import type { FtpConnection } from '../ftp/connection.ts';
import { refusal } from '../ftp/failures.ts';
import { isCompletion, isIntermediate, isPreliminary, type Reply } from '../ftp/reply.ts';
import { settleTransfer } from '../ftp/settle-transfer.ts';
import { whenAborted } from '../session/when-aborted.ts';
import { NotDirect } from './not-direct.ts';
import type { Pair } from './rendezvous.ts';
import { watchArrival, type Arrival } from './watch-arrival.ts';
import type { Way } from './ways.ts';

export interface FxpFile {
  readonly from: string;
  readonly to: string;
  readonly signal: AbortSignal;
  /** How to see from elsewhere what arrives; nobody looks unless given. */
  readonly watch?: Pick<Arrival, 'arrived' | 'onBytes'>;
  /** The first byte that is copied, in both files. */
  readonly offset: number;
  /** It is copied from the beginning instead, since one of the servers goes on nowhere else. */
  readonly onAnew: () => void;
}

/** What is wrong with the way between the servers, and not with the file: 425 and 426, and TLS that does not come about (RFC 2228, RFC 4217). */
const wayCodes: ReadonlySet<number> = new Set([425, 426, 522, 533, 534, 535]);

/** One end of a transfer under way. */
interface End {
  readonly ftp: FtpConnection;
  readonly path: string;
  readonly final: Promise<Reply>;
  /** Settles at the 1xx reply. */
  readonly started: Promise<void>;
}

/**
 * Has the source send and the target store, over the connection that was arranged. Resolves when both have confirmed. Rejects with
 * `NotDirect` where no data could flow, with `cancelled`, with `reply-timeout` when nothing more arrives, or with what is wrong with the file. Both sessions can be used afterwards.
 */
export async function transferBetween({ source, target }: Pair, way: Way, { from, to, signal, watch, offset, onAnew }: FxpFile): Promise<void> {
  const sending = await startSource({ source, target }, way, { from, offset, onAnew });
  const storing = begin(target, to, `STOR ${to}`);
  const stopped = whenAborted(signal);
  const arrival = watch === undefined ? null : watchArrival({ ...watch, host: target.host, timeoutSeconds: target.timeoutSeconds });
  try {
    await Promise.race([Promise.all([confirmed(sending), confirmed(storing)]), stopped.promise, ...(arrival === null ? [] : [arrival.stalled])]);
  } catch (thrown) {
    await Promise.all([sending, storing].map((end) => settleTransfer(end.ftp, end.final, signal.aborted ? { notice: 0 } : {})));
    throw thrown;
  } finally {
    stopped.end();
    arrival?.end();
    for (const { control } of [source, target]) if (control.failure === null) control.waitingForReply = false;
  }
}

/** The source first: where it does not give the file, the target is not told to store it, and keeps what it has. */
async function startSource({ source, target }: Pair, way: Way, { from, offset, onAnew }: Pick<FxpFile, 'from' | 'offset' | 'onAnew'>): Promise<End> {
  try {
    if (offset > 0 && !(await restart([target, source], offset))) onAnew();
    const sending = begin(source, from, `RETR ${from}`);
    const early = await Promise.race([sending.final, sending.started.then(() => null), silence(way)]);
    if (early !== null && !isCompletion(early)) throw ended(sending, early, false);
    return sending;
  } catch (thrown) {
    // A restart that waits would befall the next file. What the target's connection fails with is told by whoever uses it next.
    if (offset > 0 && target.control.failure === null) await target.control.exchange('REST 0').catch(() => undefined);
    throw thrown;
  }
}

/** Has the next transfer of each begin there (RFC 3659 section 5). False where one refuses; both begin at the beginning then. */
async function restart(ftps: readonly FtpConnection[], offset: number): Promise<boolean> {
  for (const ftp of ftps) {
    if (isIntermediate(await ftp.control.exchange(`REST ${offset}`))) continue;
    for (const one of ftps) await one.control.exchange('REST 0');
    return false;
  }
  return true;
}

function begin(ftp: FtpConnection, path: string, command: string): End {
  let start = (): void => {};
  const started = new Promise<void>((resolve) => { start = resolve; });
  const final = ftp.control.converse([command], (reply) => {
    if (!isPreliminary(reply)) return true;
    start();
    return false;
  });
  // Whether data flows is seen over another connection at most, so that no silence of this one is too long.
  ftp.control.waitingForReply = false;
  final.catch(() => undefined);
  return { ftp, path, final, started };
}

async function confirmed(end: End): Promise<void> {
  let begun = false;
  void end.started.then(() => { begun = true; });
  const reply = await end.final;
  if (!isCompletion(reply)) throw ended(end, reply, begun);
}

function ended({ ftp, path }: End, reply: Reply, begun: boolean): unknown {
  const words = /bad ip|illegal|foreign|not allowed to connect|security:/iu.test(reply.text);
  return wayCodes.has(reply.code) || words ? new NotDirect(ftp.host, reply.text, begun) : refusal(reply, ftp.host, path);
}

/** A source that waits for the connection says nothing before it has come, except that it refuses; one that connects says how that went. */
function silence({ listens }: Way): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), listens === 'source' ? 150 : 5000).unref();
  });
}

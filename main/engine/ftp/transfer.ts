import { Failure, throwIfCancelled } from '../session/failure.ts';
import { openDataChannel } from './open-data-channel.ts';
import type { FtpConnection } from './connection.ts';
import { DataChannel } from './data-channel.ts';
import { inEitherMode, type Attempt } from './either-mode.ts';
import { isOwnFailure, refusal } from './failures.ts';
import type { Receiver } from './receiver.ts';
import { isCompletion, isIntermediate, isPreliminary, type Reply } from './reply.ts';
import type { Sender } from './sender.ts';
import { tiedOrAllowed } from './resumption.ts';
import { settleTransfer } from './settle-transfer.ts';
import type { TransferRequest } from './transfer-request.ts';
import { watchProgress } from './watch-progress.ts';

/**
 * Has the server send what `request` asks for. Resolves with its 1xx reply (null where it gave none) once the stream has ended properly, the
 * sink has everything and the server has confirmed.
 */
export async function receive(ftp: FtpConnection, request: TransferRequest, receiver: Receiver): Promise<Reply | null> {
  const { preliminary } = await tiedOrAllowed(ftp, request, () => inEitherMode(ftp, () => receiver.received === 0, (attempt) => {
    const channel = new DataChannel(ftp, request.path, receiver);
    const work = async (): Promise<void> => {
      await Promise.race([channel.ended, receiver.done]);
      receiver.finish();
      await receiver.done;
    };
    return run(ftp, request, attempt, channel, { work, progress: () => (receiver.paused ? null : receiver.received) });
  }));
  receiver.release();
  return preliminary;
}

/** Sends what the sender has. Resolves once all of it was handed over, the stream was ended properly and the server has confirmed. */
export async function send(ftp: FtpConnection, request: TransferRequest, sender: Sender): Promise<Replies> {
  return tiedOrAllowed(ftp, request, () => inEitherMode(ftp, () => !sender.started, (attempt) => {
    const channel = new DataChannel(ftp, request.path, null);
    const work = async (begun: Promise<void>): Promise<void> => {
      await Promise.race([begun, channel.broken]);
      const socket = await channel.ready;
      await Promise.race([sender.run(socket), channel.broken]);
    };
    return run(ftp, request, attempt, channel, { work, progress: () => (sender.paused ? null : sender.sent) });
  }));
}

/** What the server said to a transfer that it confirmed. */
export interface Replies {
  /** Its 1xx reply; null where it gave none. */
  readonly preliminary: Reply | null;
  readonly final: Reply;
}

interface Part {
  /** Moves the bytes; `begun` resolves at the server's 1xx reply. */
  readonly work: (begun: Promise<void>) => Promise<void>;
  /** Bytes so far; null while this side is what everybody waits for. */
  readonly progress: () => number | null;
}

async function run(ftp: FtpConnection, request: TransferRequest, attempt: Attempt, channel: DataChannel, part: Part): Promise<Replies> {
  throwIfCancelled(request.signal);
  const watch = watchProgress(ftp, part.progress, request.signal);
  try {
    await openDataChannel(ftp, channel, request, attempt, watch.stopped);
    attempt.agreed = true;
    if (request.offset > 0) await restart(ftp, request);
  } catch (failure) {
    watch.stop();
    channel.close();
    throw failure;
  }

  let preliminary: Reply | null = null;
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const final = ftp.control.converse([request.command], (reply) => {
    if (!isPreliminary(reply)) return true;
    preliminary ??= reply;
    ftp.control.waitingForReply = false;
    channel.begin();
    begin();
    return false;
  });
  if (attempt.mode === 'active') {
    // Until the server has come, the channel's own limit counts and not that for replies.
    ftp.control.waitingForReply = false;
    channel.connected.then(
      () => {
        if (preliminary === null) ftp.control.waitingForReply = true;
      },
      () => undefined,
    );
  }
  const confirmed = final.then((reply) => {
    if (!isCompletion(reply)) throw refusal(reply, ftp.host, request.path);
    channel.begin();
    begin();
    return reply;
  });

  let moved = false;
  const data = part.work(begun).then(() => {
    moved = true;
    watch.stop();
    ftp.control.waitingForReply = true;
  });
  try {
    const [last] = await Promise.race([Promise.all([confirmed, data]), watch.stopped]);
    return { preliminary, final: last };
  } catch (thrown) {
    const goesOn = channel.breakOff();
    throw await explainEnd(ftp, request, thrown, settleTransfer(ftp, final, goesOn ? { notice: 0, onSilence: () => channel.close() } : {}), moved);
  } finally {
    watch.stop();
    channel.close();
  }
}

/** Waits until the server has ended the transfer too, so that the session stays usable, and finds out whose words say best what went wrong. */
async function explainEnd(ftp: FtpConnection, request: TransferRequest, thrown: unknown, last: Promise<Reply | null>, moved: boolean): Promise<unknown> {
  const { host } = ftp;
  const reply = await last;
  if (isOwnFailure(thrown)) return thrown;
  // A server that waits for the connection which never comes answers nothing else; what is wrong is the connection.
  if (ftp.control.failure?.data.code === 'timeout' && thrown instanceof Failure && thrown.data.reason === 'data-connection-failed') return thrown;
  if (ftp.control.failure !== null) {
    return moved ? Failure.of('not-confirmed', { host, path: request.path }, ftp.control.failure.data.detail, ftp.control.failure) : ftp.control.failure;
  }
  if (reply === null || isCompletion(reply)) return thrown;
  const said = refusal(reply, host, request.path);
  // 425 and 426 only tell that there is something wrong with the data channel, which is what we know better.
  if (reply.code !== 425 && reply.code !== 426) return said;
  return thrown instanceof Failure && thrown.data.reason !== said.data.reason ? Failure.of(thrown.data.reason, thrown.data.parameters, reply.text, thrown) : said;
}

async function restart(ftp: FtpConnection, { offset, path }: TransferRequest): Promise<void> {
  const reply = await ftp.control.exchange(`REST ${offset}`);
  if (!isIntermediate(reply)) throw refusal(reply, ftp.host, path);
}

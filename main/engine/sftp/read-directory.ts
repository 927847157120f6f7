import { Failure } from '../session/failure.ts';
import { statusOf, type SftpChannel } from './channel.ts';
import { packet, status } from './wire/codes.ts';
import { encodeRequest } from './wire/request.ts';

/** READDIRs in flight at first: a short directory is read in one round trip, its end included. */
const FIRST_AHEAD = 2;
/** READDIRs in flight at most: a hundred rows each, as OpenSSH gives them, fill a line of 50 ms. */
const MOST_AHEAD = 32;
/** NAME replies whose entries are not handed on yet, before no more are asked for. */
const MOST_UNTAKEN = 64;

/**
 * Asks for a directory's rows, several requests ahead, until the server says that there are no more. `take` gets each NAME reply during
 * the call and tells when its rows are handed on.
 */
export function readDirectory(channel: SftpChannel, handle: Buffer, signal: AbortSignal, take: (reply: Buffer) => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let inFlight = 0;
    let untaken = 0;
    let ahead = FIRST_AHEAD;
    let replies = 0;
    let over = false;
    const stop = (problem: unknown): void => {
      over = true;
      signal.removeEventListener('abort', cancel);
      reject(problem instanceof Error ? problem : new Error(String(problem)));
    };
    const cancel = (): void => stop(Failure.of('cancelled'));
    const finish = (): void => {
      if (inFlight > 0 || untaken > 0) return;
      signal.removeEventListener('abort', cancel);
      resolve();
    };
    const ask = (): void => {
      // The second answer is on its way and mostly the end, which another request would put off by its own answer.
      if (replies === 1 && inFlight > 0) return;
      while (!over && inFlight < ahead && untaken < MOST_UNTAKEN) {
        const id = channel.expect({ onReply: (reply) => guard(() => receive(reply)), onLost: stop });
        inFlight++;
        channel.send(encodeRequest(packet.READDIR, id, [handle]));
      }
    };
    const receive = (reply: Buffer): void => {
      inFlight--;
      if (reply[0] === packet.NAME) {
        if (signal.aborted) return;
        replies++;
        untaken++;
        take(reply).then(() => {
          untaken--;
          guard(over ? finish : ask);
        }, stop);
        if (replies > 1) ahead = Math.min(ahead * 2, MOST_AHEAD);
        ask();
        return;
      }
      const problem = statusOf(reply);
      if (problem === null) throw new Error('OK where rows or an end belong.');
      if (problem.code !== status.EOF) throw problem;
      over = true;
      finish();
    };
    const guard = (work: () => void): void => {
      try {
        work();
      } catch (problem) {
        stop(problem);
      }
    };
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    else guard(ask);
  });
}

import type { Client, ClientChannel } from 'ssh2';
import { Failure } from '../session/failure.ts';

/** A channel that is about to be opened, and what each way in which that can end means. */
export interface ChannelOpening<T> {
  readonly client: Client;
  /** How long the server has for its answer, in seconds. */
  readonly seconds: number;
  readonly signal: AbortSignal;
  /** Asks for the channel; may throw where the connection is gone. */
  open(answer: (problem: Error | undefined, channel: ClientChannel) => void): void;
  /** Makes what is wanted of the channel, at once: what came together with the answer is handed on right behind it. */
  opened(channel: ClientChannel): T;
  /** What it means that the server said no. */
  refused(problem: Error): Failure;
  late(): Failure;
  lost(): Failure;
}

/**
 * Opens a channel of a signed-in connection (RFC 4254 section 5.1) and waits for what runs on it. A server that never answers is not waited
 * for; a channel that comes after that is closed. Rejects with `cancelled` and with what the opening makes of the rest.
 */
export function openInTime<T>({ client, seconds, signal, open, opened, refused, late, lost }: ChannelOpening<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let settled = false;
    const settle = (): boolean => {
      if (settled) return false;
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      client.off('close', hangUp);
      return true;
    };
    const fail = (failure: Failure): void => {
      if (settle()) reject(failure);
    };
    const cancel = (): void => fail(Failure.of('cancelled'));
    const hangUp = (): void => fail(lost());
    const timer = setTimeout(() => fail(late()), seconds * 1000);
    client.once('close', hangUp);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) return cancel();
    try {
      open((problem, channel) => {
        if (problem !== undefined) fail(refused(problem));
        else if (settle()) resolve(opened(channel));
        else channel.destroy();
      });
    } catch {
      // ssh2 throws where there is no connection any more, and nowhere else.
      fail(lost());
    }
  });
}

import { createGate } from './gate.ts';
import { createTransferLines, RETRY_MS, type Lease } from './transfer-lines.ts';
import { Failure } from './session/failure.ts';
import type { Session } from './session/session.ts';

export interface PoolOptions {
  /** Opens and signs in one more connection. `number` tells connections apart in the log: 0 browses. */
  readonly open: (number: number, signal: AbortSignal) => Promise<Session>;
  /** Connections for transfers at the same time. */
  readonly limit: () => number;
  /** Transfers take free places on the browsing connection first; saves a sign-in where nobody browses meanwhile. */
  readonly shared: boolean;
  /** Transfers run over the browsing connection and no other. */
  readonly single: () => boolean;
  /** The server lets no further connection in; transfers go on over so many. 0: over the one that browses. */
  readonly onLowered: (count: number) => void;
  readonly onBrowsing: (session: Session) => void;
  /** The browsing connection ended without being asked to. */
  readonly onLost: () => void;
  /** Runs once all connections have ended for good. */
  readonly onClosed: () => Promise<void>;
}

/** All connections to one account: one to browse with, and as many as needed to transfer with. Each opens when it is needed, and again after it died. */
export interface Pool {
  /**
   * Runs `use` on the browsing connection, as many side by side as it allows. `repeatable`: reading only, so that it runs once more on a
   * fresh connection when the server had dropped the old one unnoticed.
   */
  browse<T>(use: (session: Session) => Promise<T>, signal: AbortSignal, how?: 'repeatable'): Promise<T>;
  /** A place on some connection for one transfer. Give it back with `release`. */
  lease(signal: AbortSignal): Promise<Lease>;
  /** The browsing connection, where it is open. */
  browsing(): Session | null;
  close(): Promise<void>;
}

export function createPool(options: PoolOptions): Pool {
  const ending = new AbortController();
  let browsing: Session | null = null;
  let opening: Promise<Session> | null = null;
  const gate = createGate(() => browsing?.concurrency ?? 1);

  const open = async (signal: AbortSignal): Promise<Session> => {
    const session = await options.open(0, AbortSignal.any([signal, ending.signal]));
    if (ending.signal.aborted) {
      await session.close();
      throw Failure.of('not-connected');
    }
    browsing = session;
    void session.ended.then(() => {
      if (browsing !== session) return;
      browsing = null;
      if (!ending.signal.aborted) options.onLost();
    });
    gate.changed();
    options.onBrowsing(session);
    return session;
  };

  /** One opening serves all who wait for it. When the one who began it gives up, the next begins anew. */
  const connection = async (signal: AbortSignal): Promise<Session> => {
    while (true) {
      if (ending.signal.aborted) throw Failure.of('not-connected');
      if (browsing !== null) return browsing;
      if (opening === null) {
        opening = open(signal).finally(() => { opening = null; });
        return opening;
      }
      await opening.catch(() => {});
      if (signal.aborted) throw Failure.of('cancelled');
    }
  };

  const browse: Pool['browse'] = async (use, signal, how) => {
    const { session, release } = await leaseBrowsing(signal);
    try {
      return await use(session);
    } catch (thrown) {
      if (how !== 'repeatable' || !(thrown instanceof Failure) || thrown.data.code !== 'lost' || signal.aborted) throw thrown;
      if (browsing === session) browsing = null;
      void session.close();
    } finally {
      release();
    }
    return browse(use, signal);
  };

  const leaseBrowsing = async (signal: AbortSignal): Promise<Lease> => {
    await gate.enter(signal);
    return place(signal);
  };
  /** For who is through the gate. */
  const place = async (signal: AbortSignal): Promise<Lease> => {
    try {
      return { session: await connection(signal), release: () => gate.leave() };
    } catch (thrown) {
      gate.leave();
      throw thrown;
    }
  };

  const lines = createTransferLines({
    open: (number) => options.open(number, ending.signal),
    limit: options.limit,
    placesHint: () => browsing?.concurrency ?? 1,
    onLowered: options.onLowered,
  });
  /** Until when the server counts as one that allows the browsing connection and no other, in milliseconds of `performance.now`. */
  let singleUntil = 0;

  return {
    browse,
    lease: async (signal) => {
      if (ending.signal.aborted) throw Failure.of('not-connected');
      if (options.single() || performance.now() < singleUntil) return leaseBrowsing(signal);
      if (options.shared && gate.tryEnter()) return place(signal);
      try {
        return await lines.lease(signal);
      } catch (thrown) {
        if (!(thrown instanceof Failure) || thrown.data.reason !== 'too-many-connections') throw thrown;
        singleUntil = performance.now() + RETRY_MS;
        options.onLowered(0);
        return leaseBrowsing(signal);
      }
    },
    browsing: () => browsing,
    close: async () => {
      ending.abort();
      const session = browsing;
      browsing = null;
      await Promise.all([session?.close(), lines.close()]);
      await options.onClosed();
    },
  };
}

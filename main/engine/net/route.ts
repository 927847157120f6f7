import type { TunnelProtection } from '../../../shared/model/protection.ts';
import { dial, type DialOptions } from './dial.ts';
import type { Link } from './link.ts';

/**
 * The way by which the connections of one account reach its server. All that dial go through it, so that a route is added in one place:
 * write a function that returns a `Route`, and let `openRoute` choose it. Its `dial` resolves with a connected `Link` from which nothing
 * has been read: what arrived early stands in the link's readable buffer. A tunnel wraps its channel in a `StreamLink`; where `onRead` is
 * given, `readInto` feeds it. Where a protocol can use a real `net.Socket` it reads into static buffers; with any other link it makes do
 * with `data` events. `dial` rejects as the function `dial` does, and with reasons of the route's own.
 */
export interface Route {
  /** Whether sockets lead straight to the server: only then are their addresses those of both ends, and active mode is possible. */
  readonly direct: boolean;
  /** The way of FTP's data connections: the route itself, unless these take another. */
  readonly data: Route;
  /** The tunnel that connections are inside of at this moment; null or missing where there is none. */
  inside?(): TunnelProtection | null;
  dial(options: DialOptions): Promise<Link>;
  /** Ends what the route itself keeps open. Never rejects; may be called twice. */
  close(): Promise<void>;
}

/** Straight to the server. */
export const directRoute: Route = {
  direct: true,
  get data() {
    return directRoute;
  },
  dial,
  close: () => Promise.resolve(),
};

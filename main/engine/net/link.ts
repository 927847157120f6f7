import type { Duplex } from 'node:stream';

/**
 * A connection to a server, as the protocols see it: a TCP socket, or what stands in for one (`StreamLink`). What a socket tells of the
 * addresses of its ends is no part of it, since a proxy's or a tunnel's are not those of server and client.
 */
export interface Link extends Duplex {
  readonly connecting: boolean;
  readonly bytesRead: number;
  readonly bytesWritten: number;
  /** Emits `timeout` after this long without a byte either way; 0 for never. */
  setTimeout(milliseconds: number): unknown;
  setKeepAlive(on: boolean): unknown;
  /** Ends the connection in such a way that the far end sees an error, where the link can. */
  resetAndDestroy(): unknown;
}

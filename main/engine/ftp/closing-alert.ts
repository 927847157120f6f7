import type { TLSSocket } from 'node:tls';

/** The parts of Node's TLS handle that are looked at here; TLSWrap keeps the TCP handle that it reads from in `_parent`. */
interface TlsHandle {
  readonly _parent?: { readStart?: () => number };
}

/**
 * Whether the peer ended a TLS stream by close_notify (RFC 8446 section 6.1), and not by merely closing the TCP connection, as anyone on
 * the way could. To be called in the socket's `end` event, while the socket is not paused.
 *
 * Node reports both in the same way. They differ below: at close_notify the TCP handle is still reading, so that starting to read
 * again is refused (libuv returns UV_EALREADY, a negative number); after the end of the TCP stream it has stopped, and starting succeeds.
 * Where the runtime does not let us look, the answer is true, since the byte count still stands guard.
 */
export function endedByAlert(socket: TLSSocket): boolean {
  const handle = (socket as unknown as { readonly _handle?: TlsHandle | null })._handle;
  const result = handle?._parent?.readStart?.();
  return result === undefined || result < 0;
}

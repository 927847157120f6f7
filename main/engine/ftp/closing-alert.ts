import { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Link } from '../net/link.ts';

/** The parts of Node's TLS handle that are looked at here. `_parent` is the TCP handle that it reads from. */
interface TlsHandle {
  readonly reading?: boolean;
  readonly _parent?: { readStart?: () => number };
}

/**
 * Watches how the peer ends a TLS stream: the returned function tells, from the socket's `end` event on, whether it was by close_notify
 * (RFC 8446 section 6.1) and not by merely closing the TCP connection, as anyone on the way could.
 *
 * Node reports both alike, by pushing null into the stream. At that moment they differ below. After the end of the TCP stream its handle
 * has stopped reading, so that it can be started again. At close_notify it reads on, so that starting it is refused (libuv's UV_EALREADY,
 * a negative number); or it rests because we have paused, in which case no end of TCP can have been seen. Where the runtime does not let
 * us look, the answer is true, since the byte count still stands guard. Over a `carrier` that is no socket, the end of that tells.
 */
export function watchForClosingAlert(socket: TLSSocket, carrier: Link | null = null): () => boolean {
  let byAlert = true;
  const push = socket.push.bind(socket);
  socket.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (chunk === null) byAlert = carrier === null || carrier instanceof Socket ? endsByAlert(socket) : !carrier.readableEnded;
    return push(chunk, encoding);
  };
  return () => byAlert;
}

function endsByAlert(socket: TLSSocket): boolean {
  const handle = (socket as unknown as { readonly _handle?: TlsHandle | null })._handle;
  if (handle?.reading === false) return true;
  const result = handle?._parent?.readStart?.();
  return result === undefined || result < 0;
}

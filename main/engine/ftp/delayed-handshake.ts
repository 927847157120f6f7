import type { TLSSocket } from 'node:tls';

/**
 * Holds back the TLS handshake of a socket that `tls.connect` has just made, until the returned function is called. Node begins the
 * handshake in a listener for `connect`; that listener is kept here meanwhile. (Handing a connected socket to `tls.connect` later would do
 * without this, but such sockets cannot read into static buffers, which is half of the speed.)
 */
export function keepTlsWaiting(socket: TLSSocket): () => void {
  const starters = socket.listeners('connect') as (() => void)[];
  socket.removeAllListeners('connect');
  return () => {
    for (const starter of starters.splice(0)) starter.call(socket);
  };
}

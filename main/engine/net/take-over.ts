import { Socket, type OnReadOpts } from 'node:net';

/** What Node keeps below a socket, and takes back under this name. */
interface WithHandle {
  _handle: { reading?: boolean; readStop(): number } | null;
}

/**
 * The same connection as a socket that reads into static buffers by `onread`, which a listener cannot give: fresh memory per read costs more
 * than anything else on the way. Nothing that was read of `accepted` may wait in it; it is of no use afterwards.
 */
export function takeOver(accepted: Socket, onread: OnReadOpts): Socket {
  const inner = accepted as unknown as WithHandle;
  const handle = inner._handle;
  if (handle === null) return accepted;
  if (handle.reading === true) handle.readStop();
  handle.reading = false;
  inner._handle = null;
  const options = { handle, onread, readable: true, writable: true };
  const socket = new Socket(options as unknown as ConstructorParameters<typeof Socket>[0]);
  // What stands behind is only a shell, whose end must not reach the connection.
  accepted.removeAllListeners();
  accepted.destroy();
  return socket;
}

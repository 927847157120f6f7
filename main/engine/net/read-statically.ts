import type { OnReadOpts } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** Where Node keeps what `onread` gives a socket; and what it calls below. */
interface Inner {
  readonly _handle?: { readonly useUserBuffer?: (buffer: Uint8Array) => void } | null;
  [slot: symbol]: unknown;
}

/**
 * Has a TLS socket over a connection that stands already read into static buffers, for which Node has no option there. Nothing may have been
 * read yet. False where the runtime does not let us; the socket gives `data` as ever then.
 */
export function readStatically(socket: TLSSocket, { buffer, callback }: OnReadOpts): boolean {
  const inner = socket as unknown as Inner;
  const slot = (name: string): symbol | undefined => Object.getOwnPropertySymbols(socket).find(({ description }) => description === name);
  const [memory, taker, giver] = [slot('kBuffer'), slot('kBufferCb'), slot('kBufferGen')];
  const handle = inner._handle;
  if (memory === undefined || taker === undefined || giver === undefined || typeof handle?.useUserBuffer !== 'function' || typeof buffer !== 'function') return false;
  const first = buffer();
  inner[memory] = first;
  inner[taker] = callback;
  inner[giver] = buffer;
  handle.useUserBuffer(first);
  return true;
}

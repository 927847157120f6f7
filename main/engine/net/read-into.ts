import type { DialOptions } from './dial.ts';
import type { Link } from './link.ts';

/**
 * Hands what a link brings to the callback of a dial, as a socket with static buffers does. Begins in the next turn of the event loop, when
 * whoever awaited the link has it.
 */
export function readInto(link: Link, { callback }: NonNullable<DialOptions['onRead']>): void {
  // There from the start, as whoever has the link may resume it before that turn, and bytes without a listener are lost.
  link.pause();
  link.on('data', (bytes: Uint8Array) => {
    if (!callback(bytes)) link.pause();
  });
  setImmediate(() => link.resume());
}

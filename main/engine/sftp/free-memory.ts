/** Smaller buffers may share Node's pool, which must stay. */
const SMALLEST_OWN = 16 * 1024;

/**
 * Gives the memory behind a large buffer back at once, instead of at some garbage collection. The buffer is empty and of no use after it,
 * as is every other view of the same memory, so only its last owner may call this.
 *
 * Node's ciphers put each packet into fresh memory. In Electron, where V8's sandbox hands that out, it costs 30 to 100 µs per 32 KiB as long
 * as hundreds of dead buffers wait for a collection, and 5 µs where each is freed before the next: most of the time of a transfer.
 */
export function freeMemory(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (buffer.byteLength < SMALLEST_OWN || !(buffer instanceof ArrayBuffer)) return;
  // Node 20 lacks it and leaves the memory to the collector.
  if (typeof buffer.transfer === 'function') buffer.transfer(0);
}

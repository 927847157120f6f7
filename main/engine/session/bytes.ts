/**
 * Where a download's bytes go, in order. Implementations: a local file, a pipe to another session, standard output, memory.
 */
export interface ByteSink {
  /**
   * Takes the bytes. Returns undefined when it took them at once, or a promise when the sender must wait before it hands over more.
   * The memory belongs to the sender again when `write` has returned undefined or its promise has settled, so that a sender can read
   * into the same buffers over and over. Rejects with a Failure (`disk-full`, `local-failed`…).
   */
  write(bytes: Uint8Array): Promise<void> | undefined;
}

/** Where an upload's bytes come from, in order. */
export interface ByteSource {
  /** Bytes that will come, where known. */
  readonly size: number | null;
  /**
   * Fills `into` from its start with at least one byte and returns how many; 0 at the end. Not called again before the last call
   * settled. Rejects with a Failure.
   */
  read(into: Uint8Array): Promise<number> | number;
}

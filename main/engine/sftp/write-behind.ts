import type { ByteSource } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import { statusOf } from './channel.ts';
import type { SftpServer } from './server.ts';
import { putWriteHead, writeHeadLength } from './wire/request.ts';

/** Bytes at the start of a buffer for the head of the WRITE, so that head and data are sent without being copied together. */
export const HEAD_ROOM = 512;

/**
 * Writes a file with many requests in flight. Each piece is read into a buffer that is used again as soon as the piece has left; the
 * server's answers are only counted.
 */
export class WriteBehind {
  readonly #server: SftpServer;
  readonly #handle: Buffer;
  readonly #source: ByteSource;
  readonly #signal: AbortSignal;
  readonly #pieceSize: number;
  /** Offsets of the pieces that are not confirmed, and where each ends. */
  readonly #unconfirmed = new Map<number, number>();
  /** Buffers that are waiting to leave. */
  #leaving = 0;
  readonly #start: number;
  #position: number;
  #lastConfirmed: number;
  #problem: unknown = null;
  #wake: (() => void) | null = null;

  constructor(server: SftpServer, handle: Buffer, source: ByteSource, offset: number, signal: AbortSignal) {
    this.#server = server;
    this.#handle = handle;
    this.#source = source;
    this.#signal = signal;
    this.#start = offset;
    this.#position = offset;
    this.#lastConfirmed = offset;
    this.#pieceSize = pieceSize(server, handle);
  }

  /** Resolves with the count of bytes when the server confirmed every one. */
  async run(): Promise<number> {
    const cancel = (): void => this.#fail(Failure.of('cancelled'));
    this.#signal.addEventListener('abort', cancel, { once: true });
    try {
      if (this.#signal.aborted) cancel();
      while (await this.#sendPiece());
      while (this.#unconfirmed.size > 0) await this.#event();
      this.#throwIfFailed();
      return this.#position - this.#start;
    } finally {
      this.#signal.removeEventListener('abort', cancel);
    }
  }

  /** Where the confirmed bytes without a gap end. */
  get unbrokenEnd(): number {
    return Math.min(this.#lastConfirmed, ...this.#unconfirmed.keys());
  }

  /** Whether something behind an unconfirmed piece may have been stored. */
  get holed(): boolean {
    return this.#unconfirmed.size > 0;
  }

  /** Returns false at the source's end. */
  async #sendPiece(): Promise<boolean> {
    const { shape, buffers } = this.#server;
    while (this.#unconfirmed.size >= shape.depth || this.#leaving >= shape.depth / 4) await this.#event();
    this.#throwIfFailed();
    const { size } = this.#source;
    // One byte more than is said to be left shows in one go that nothing more comes.
    const left = size === null ? this.#pieceSize : Math.max(0, size - (this.#position - this.#start)) + 1;
    const room = Math.min(this.#pieceSize, left);
    const buffer = buffers.take(HEAD_ROOM + room);
    let filled = 0;
    let atEnd = false;
    try {
      while (filled < room && !atEnd) {
        const answer = this.#source.read(buffer.subarray(HEAD_ROOM + filled, HEAD_ROOM + room));
        const count = typeof answer === 'number' ? answer : await answer;
        this.#throwIfFailed();
        filled += count;
        atEnd = count === 0;
      }
    } catch (problem) {
      buffers.give(buffer);
      throw problem;
    }
    if (filled === 0) buffers.give(buffer);
    else this.#send(buffer, filled);
    return !atEnd;
  }

  #send(buffer: Buffer, length: number): void {
    const { channel, buffers } = this.#server;
    const offset = this.#position;
    const end = offset + length;
    const id = channel.expect({
      onReply: (reply) => {
        const problem = this.#statusOf(reply);
        if (problem === null) {
          this.#unconfirmed.delete(offset);
          this.#lastConfirmed = Math.max(this.#lastConfirmed, end);
        } else {
          this.#fail(problem);
        }
        this.#wake?.();
      },
      onLost: (failure) => this.#fail(failure),
    });
    this.#unconfirmed.set(offset, end);
    this.#position = end;
    this.#leaving++;
    const start = putWriteHead(buffer, HEAD_ROOM, length, id, this.#handle, offset);
    channel.send(buffer.subarray(start, HEAD_ROOM + length), () => {
      this.#leaving--;
      buffers.give(buffer);
      this.#wake?.();
    });
  }

  #statusOf(reply: Buffer): unknown {
    try {
      return statusOf(reply);
    } catch (problem) {
      return problem;
    }
  }

  #fail(problem: unknown): void {
    this.#problem ??= problem;
    this.#wake?.();
  }

  #throwIfFailed(): void {
    if (this.#problem !== null) throw this.#problem as Error;
  }

  /** Waits for the next answer, buffer or failure. */
  async #event(): Promise<void> {
    this.#throwIfFailed();
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = null;
    this.#throwIfFailed();
  }
}

/** As much as the server takes, cut so that head and data fill SSH packets to the brim. */
function pieceSize({ shape, channel }: SftpServer, handle: Buffer): number {
  const head = writeHeadLength(handle);
  const { packetSize } = channel;
  const packets = Math.floor((head + shape.writeSize) / packetSize);
  return packets === 0 ? shape.writeSize : packets * packetSize - head;
}

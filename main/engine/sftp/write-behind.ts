import type { ByteSource } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import { type SftpChannel, statusOf } from './channel.ts';
import type { SftpServer } from './server.ts';
import { putWriteHead, writeHeadLength } from './wire/request.ts';

/** Bytes at the start of a buffer for the head of the WRITE, so that head and data are sent without being copied together. */
export const HEAD_ROOM = 512;

/** What an upload over several channels may have stored behind a gap, in bytes. */
export const LOOSE_BYTES = 32 * 1024 * 1024;

/** One way to the file: a channel, the handle that the file has there, and what is under way. */
interface Way {
  readonly channel: SftpChannel;
  readonly handle: Buffer;
  /** Buffers that are waiting to leave. */
  leaving: number;
  unconfirmed: number;
}

/**
 * Writes a file with many requests in flight. Each piece is read into a buffer that is used again as soon as the piece has left; the
 * server's answers are only counted. With more ways than one, pieces may be stored out of order, but never more than `LOOSE_BYTES` behind
 * the first that is missing, and the file's last piece only when all others are: a broken upload never has the size of a whole one.
 */
export class WriteBehind {
  readonly #server: SftpServer;
  readonly #ways: Way[];
  readonly #source: ByteSource;
  readonly #signal: AbortSignal;
  readonly #pieceSize: number;
  /** Offsets of the pieces that are not confirmed, and where each ends. */
  readonly #unconfirmed = new Map<number, number>();
  readonly #start: number;
  #position: number;
  #lastConfirmed: number;
  #problem: unknown = null;
  #wake: (() => void) | null = null;

  constructor(server: SftpServer, handle: Buffer, source: ByteSource, offset: number, signal: AbortSignal) {
    this.#server = server;
    this.#ways = [{ channel: server.channel, handle, leaving: 0, unconfirmed: 0 }];
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

  /** Has pieces go over another channel of the connection too, where the file's handle is `handle`. */
  widen(channel: SftpChannel, handle: Buffer): void {
    this.#ways.push({ channel, handle, leaving: 0, unconfirmed: 0 });
    this.#wake?.();
  }

  /** More ways than one were used. */
  get wide(): boolean {
    return this.#ways.length > 1;
  }

  /** Resolves when no answer is awaited any more, so that nothing is stored behind the caller's back. */
  async quiet(): Promise<void> {
    while (this.#ways.some(({ unconfirmed }) => unconfirmed > 0)) await this.#change();
  }

  /** Where the confirmed bytes without a gap end. */
  get unbrokenEnd(): number {
    // Pieces are sent in order, so the first of the map is the lowest.
    const { value } = this.#unconfirmed.keys().next();
    return value === undefined ? this.#lastConfirmed : Math.min(this.#lastConfirmed, value);
  }

  /** Whether something behind an unconfirmed piece may have been stored. */
  get holed(): boolean {
    return this.#unconfirmed.size > 0;
  }

  /** Returns false at the source's end. */
  async #sendPiece(): Promise<boolean> {
    const { shape, buffers } = this.#server;
    while (this.#unconfirmed.size >= shape.writeDepth || !this.#mayGoOn()) await this.#event();
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
    if (filled === 0) {
      buffers.give(buffer);
      return !atEnd;
    }
    const last = size === null ? atEnd : this.#position - this.#start + filled >= size;
    try {
      while (last && this.wide && this.#unconfirmed.size > 0) await this.#event();
    } catch (problem) {
      buffers.give(buffer);
      throw problem;
    }
    this.#send(buffer, filled);
    return !atEnd;
  }

  /** Whether a way has room, and the first gap is not too far behind. */
  #mayGoOn(): boolean {
    if (this.wide && this.#position + this.#pieceSize - this.unbrokenEnd > LOOSE_BYTES) return false;
    return this.#widest().leaving < this.#server.shape.writeDepth / 4;
  }

  /** The way with the least in front of a piece. */
  #widest(): Way {
    return this.#ways.reduce((best, way) => (way.leaving < best.leaving || (way.leaving === best.leaving && way.unconfirmed < best.unconfirmed) ? way : best));
  }

  #send(buffer: Buffer, length: number): void {
    const { buffers } = this.#server;
    const way = this.#widest();
    const { channel, handle } = way;
    const offset = this.#position;
    const end = offset + length;
    const id = channel.expect({
      onReply: (reply) => {
        way.unconfirmed--;
        const problem = this.#statusOf(reply);
        if (problem === null) {
          this.#unconfirmed.delete(offset);
          this.#lastConfirmed = Math.max(this.#lastConfirmed, end);
        } else {
          this.#fail(problem);
        }
        this.#wake?.();
      },
      onLost: (failure) => {
        way.unconfirmed--;
        this.#fail(failure);
      },
    });
    way.unconfirmed++;
    this.#unconfirmed.set(offset, end);
    this.#position = end;
    way.leaving++;
    const start = putWriteHead(buffer, HEAD_ROOM, length, id, handle, offset);
    channel.send(buffer.subarray(start, HEAD_ROOM + length), () => {
      way.leaving--;
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
    await this.#change();
    this.#throwIfFailed();
  }

  async #change(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = null;
  }
}

/** As much as the server takes, cut so that head and data fill SSH packets to the brim. */
function pieceSize({ shape, channel }: SftpServer, handle: Buffer): number {
  const head = writeHeadLength(handle);
  const { packetSize } = channel;
  const packets = Math.floor((head + shape.writeSize) / packetSize);
  return packets === 0 ? shape.writeSize : packets * packetSize - head;
}

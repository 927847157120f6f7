import type { ByteSink } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import { REPLY_FIELDS, statusOf } from './channel.ts';
import type { SftpServer } from './server.ts';
import { Stretch } from './stretch.ts';
import { readAttributes } from './wire/attributes.ts';
import { packet, status } from './wire/codes.ts';
import { ReplyReader } from './wire/reply-reader.ts';
import { encodeRead, encodeRequest } from './wire/request.ts';

/** Smaller answers than this say nothing about how much the server gives at once. */
const SMALLEST_LIMIT = 1024;

/** From which byte on, and how long the file was when it was last seen. */
export interface Reading {
  readonly offset: number;
  readonly size: number | null;
  readonly signal: AbortSignal;
}

/**
 * Reads a file with many requests in flight and hands its bytes to the sink in order. The first request goes out together with the
 * question for the file's size, so that a small file takes one round trip; a large one opens up after it, or at once where its size was seen
 * before. Where the server has no size (as for files under /proc), it reads until the server says that there is no more. Memory is bounded by the requests in flight.
 */
export class ReadAhead {
  readonly #server: SftpServer;
  readonly #handle: Buffer;
  readonly #path: string;
  readonly #sink: ByteSink;
  readonly #start: number;
  readonly #signal: AbortSignal;
  readonly #stretches: Stretch[] = [];
  #readSize: number;
  #depth = 1;
  #next: number;
  /** Where the file ends; null until known, infinite where only its end will tell. */
  #size: number | null = null;
  /** Where it is thought to end before it is known. */
  readonly #guess: number | null;
  #delivered = 0;
  #delivering = false;
  #sawEnd = false;
  #over = false;
  #resolve: (bytes: number) => void = () => undefined;
  #reject: (problem: unknown) => void = () => undefined;

  constructor(server: SftpServer, handle: Buffer, path: string, sink: ByteSink, { offset, size, signal }: Reading) {
    this.#server = server;
    this.#handle = handle;
    this.#path = path;
    this.#sink = sink;
    this.#start = offset;
    this.#next = offset;
    this.#signal = signal;
    this.#readSize = server.shape.readSize;
    this.#guess = size !== null && size > offset ? size : null;
    if (this.#guess !== null) this.#depth = server.shape.readDepth;
  }

  /** Resolves with the count of bytes handed on when these reach up to the file's end. Rejects with `data-cut-short` where it ends early. */
  run(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#signal.addEventListener('abort', this.#cancel, { once: true });
      if (this.#signal.aborted) this.#cancel();
      else this.#guard(() => {
        this.#askSize();
        this.#ask();
      });
    });
  }

  readonly #cancel = (): void => this.#stop(Failure.of('cancelled'));

  #askSize(): void {
    const { channel } = this.#server;
    const id = channel.expect({ onReply: (reply) => this.#guard(() => this.#sized(reply)), onLost: (failure) => this.#stop(failure) });
    channel.send(encodeRequest(packet.FSTAT, id, [this.#handle]));
  }

  #sized(reply: Buffer): void {
    if (this.#over) return;
    const size = reply[0] === packet.ATTRS ? readAttributes(new ReplyReader(reply, REPLY_FIELDS)).size : null;
    this.#size = size === null || size === 0 ? Number.POSITIVE_INFINITY : size;
    if (this.#size < this.#start) throw Failure.of('wrong-size', { path: this.#path, actual: this.#size, expected: this.#start });
    if (this.#size < Number.POSITIVE_INFINITY) this.#depth = this.#server.shape.readDepth;
    for (const stretch of this.#stretches) {
      stretch.length = Math.max(0, Math.min(stretch.length, this.#size - stretch.offset));
      if (!stretch.asking) this.#review(stretch, stretch.filled);
    }
    this.#deliver();
  }

  #ask(): void {
    const end = this.#size ?? this.#guess ?? Number.POSITIVE_INFINITY;
    while (!this.#over && !this.#sawEnd && this.#stretches.length < this.#depth && this.#next < end) {
      const length = Math.min(this.#readSize, end - this.#next);
      const stretch = new Stretch(this.#server.buffers, this.#next, length);
      this.#next += length;
      this.#stretches.push(stretch);
      this.#request(stretch);
    }
  }

  #request(stretch: Stretch): void {
    const { channel } = this.#server;
    const asked = stretch.length - stretch.filled;
    const checked = (count: number): number => {
      if (count > asked) throw new Error(`${count} bytes where ${asked} were asked for.`);
      return count;
    };
    const id = channel.expect({
      dataTarget: (count) => stretch.room(checked(count)),
      onData: (count) => {
        stretch.asking = false;
        this.#guard(() => this.#answered(stretch, count));
      },
      onReply: (reply) => {
        stretch.asking = false;
        this.#guard(() => this.#received(stretch, reply, checked));
      },
      onLost: (failure) => {
        stretch.asking = false;
        this.#stop(failure);
      },
    });
    stretch.asking = true;
    channel.send(encodeRead(id, this.#handle, stretch.offset + stretch.filled, asked));
  }

  #received(stretch: Stretch, reply: Buffer, checked: (count: number) => number): void {
    const start = REPLY_FIELDS + 4;
    const count = reply[0] === packet.DATA ? checked(reply.readUInt32BE(REPLY_FIELDS)) : 0;
    if (count > reply.length - start) throw new Error(`${count} bytes of data that are not there.`);
    if (count > 0) {
      const view = reply.subarray(start, start + count);
      const atOnce = stretch === this.#stretches[0] && stretch.filled === 0 && this.#size !== null && !this.#delivering;
      if (atOnce) stretch.borrow(view);
      else stretch.room(count).set(view);
      this.#answered(stretch, count);
      // Where the sink takes its time, or more is to come.
      if (stretch.borrowed) this.#server.channel.keepMemory();
      return;
    }
    const problem = reply[0] === packet.DATA ? null : statusOf(reply);
    if (problem !== null && problem.code !== status.EOF) throw problem;
    if (this.#over) {
      stretch.release();
      return;
    }
    stretch.atEnd = true;
    this.#sawEnd = true;
    this.#deliver();
  }

  #answered(stretch: Stretch, count: number): void {
    if (this.#over) {
      stretch.release();
      return;
    }
    stretch.filled += count;
    // What came before the size waits for it.
    if (this.#size === null) return;
    this.#review(stretch, count);
    this.#deliver();
  }

  /** Looks at an answer of `count` bytes: full, more than the file had a moment ago, or short. */
  #review(stretch: Stretch, count: number): void {
    stretch.filled = Math.min(stretch.filled, stretch.length);
    if (stretch.filled === stretch.length) {
      this.#depth = Math.min(this.#depth * 4, this.#server.shape.readDepth);
      return;
    }
    if (stretch.atEnd) return;
    // Short: the file's end where the size is not known, else all that this server gives at once.
    if (this.#size !== Number.POSITIVE_INFINITY && count >= SMALLEST_LIMIT) this.#readSize = Math.min(this.#readSize, count);
    this.#request(stretch);
  }

  /** Hands on what is complete at the head. */
  #deliver(): void {
    while (!this.#over && !this.#delivering && this.#size !== null) {
      const head = this.#stretches[0];
      if (head === undefined || !head.complete) break;
      if (head.filled < head.length) this.#expectEnd(head);
      if (this.#over) return;
      this.#stretches.shift();
      if (head.filled > 0) this.#handOn(head);
      else head.release();
    }
    if (this.#over) return;
    this.#ask();
    if (this.#stretches.length === 0 && !this.#delivering && this.#size !== null) this.#succeed();
  }

  /** The head ends the file. What was asked for behind it must be empty. */
  #expectEnd(head: Stretch): void {
    const end = head.offset + head.filled;
    if (this.#size !== Number.POSITIVE_INFINITY || this.#stretches.some((stretch) => stretch.offset > head.offset && stretch.filled > 0)) {
      throw Failure.of('data-cut-short', { path: this.#path, bytes: this.#delivered + head.filled }, `The file ends at byte ${end}, which is not where it should.`);
    }
  }

  #handOn(stretch: Stretch): void {
    this.#delivered += stretch.filled;
    const wait = this.#sink.write(stretch.bytes);
    if (wait === undefined) {
      stretch.release();
      return;
    }
    this.#delivering = true;
    wait.then(
      () => {
        this.#delivering = false;
        stretch.release();
        this.#guard(() => this.#deliver());
      },
      (problem: unknown) => {
        stretch.release();
        this.#stop(problem);
      },
    );
  }

  #succeed(): void {
    this.#end();
    this.#resolve(this.#delivered);
  }

  #stop(problem: unknown): void {
    if (this.#over) return;
    this.#end();
    this.#reject(problem);
  }

  #end(): void {
    this.#over = true;
    this.#signal.removeEventListener('abort', this.#cancel);
    // Those that are being asked for give their memory back when the answer is in.
    for (const stretch of this.#stretches) if (!stretch.asking) stretch.release();
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (problem) {
      this.#stop(problem);
    }
  }
}

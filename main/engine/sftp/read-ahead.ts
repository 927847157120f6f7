import type { ByteSink } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import { REPLY_FIELDS, statusOf, type ReplyHandler } from './channel.ts';
import type { SftpServer } from './server.ts';
import { packet, status } from './wire/codes.ts';
import { encodeRead } from './wire/request.ts';

/** How many times the end may move on while a file is read, as that of a log does. */
const MOST_MOVES = 100;
/** Smaller answers than this are the end of a file, not a server's limit. */
const SMALLEST_LIMIT = 1024;

/** One stretch of the file that was asked for. */
interface Stretch extends ReplyHandler {
  readonly offset: number;
  readonly length: number;
  filled: number;
  /** Holds the first `filled` bytes; a pool buffer when `pooled`. */
  bytes: Buffer | null;
  pooled: boolean;
  asking: boolean;
  atEnd: boolean;
}

/**
 * Reads a file with many requests in flight and hands its bytes to the sink in order. It starts with one request, since most files end
 * there, and opens up as long as answers come back full. Memory is bounded by the requests in flight, which wait for the sink.
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
  #delivered = 0;
  #delivering = false;
  #sawEnd = false;
  #moves = 0;
  #over = false;
  #resolve: (bytes: number) => void = () => undefined;
  #reject: (problem: unknown) => void = () => undefined;

  constructor(server: SftpServer, handle: Buffer, path: string, sink: ByteSink, offset: number, signal: AbortSignal) {
    this.#server = server;
    this.#handle = handle;
    this.#path = path;
    this.#sink = sink;
    this.#start = offset;
    this.#next = offset;
    this.#signal = signal;
    this.#readSize = server.shape.readSize;
  }

  /** Resolves with the count of bytes delivered when the server said that the file ends there. */
  run(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#signal.addEventListener('abort', this.#cancel, { once: true });
      if (this.#signal.aborted) this.#cancel();
      else this.#guard(() => this.#ask());
    });
  }

  readonly #cancel = (): void => this.#stop(Failure.of('cancelled'));

  #stop(problem: unknown): void {
    if (this.#over) return;
    this.#end();
    this.#reject(problem);
  }

  #end(): void {
    this.#over = true;
    this.#signal.removeEventListener('abort', this.#cancel);
    // Those that are being asked for give their memory back when the answer is in.
    for (const stretch of this.#stretches) if (!stretch.asking) this.#release(stretch);
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (problem) {
      this.#stop(problem);
    }
  }

  #ask(): void {
    while (!this.#over && !this.#sawEnd && this.#stretches.length < this.#depth) {
      const stretch = this.#stretch(this.#next, this.#readSize);
      this.#next += stretch.length;
      this.#stretches.push(stretch);
      this.#request(stretch);
    }
  }

  #request(stretch: Stretch): void {
    const { channel } = this.#server;
    const id = channel.expect(stretch);
    stretch.asking = true;
    channel.send(encodeRead(id, this.#handle, stretch.offset + stretch.filled, stretch.length - stretch.filled));
  }

  #stretch(offset: number, length: number): Stretch {
    const stretch: Stretch = {
      offset,
      length,
      filled: 0,
      bytes: null,
      pooled: false,
      asking: false,
      atEnd: false,
      dataTarget: (count) => {
        if (count > length - stretch.filled) throw new Error(`${count} bytes where ${length - stretch.filled} were asked for.`);
        this.#room(stretch, count);
        return (stretch.bytes as Buffer).subarray(stretch.filled);
      },
      onData: (count) => {
        stretch.asking = false;
        this.#answered(stretch, count);
      },
      onReply: (reply) => {
        stretch.asking = false;
        this.#guard(() => this.#received(stretch, reply));
      },
      onLost: (failure) => {
        stretch.asking = false;
        this.#stop(failure);
      },
    };
    return stretch;
  }

  /** Makes sure that `count` more bytes fit. */
  #room(stretch: Stretch, count: number): void {
    const { buffers } = this.#server;
    if (stretch.bytes !== null && stretch.filled + count <= stretch.bytes.length) return;
    const larger = buffers.take(stretch.filled === 0 ? count : stretch.length);
    if (stretch.bytes !== null) larger.set(stretch.bytes.subarray(0, stretch.filled));
    this.#release(stretch);
    stretch.bytes = larger;
    stretch.pooled = true;
  }

  #release(stretch: Stretch): void {
    if (stretch.bytes !== null && stretch.pooled) this.#server.buffers.give(stretch.bytes);
    stretch.bytes = null;
  }

  #received(stretch: Stretch, reply: Buffer): void {
    if (reply[0] !== packet.DATA) {
      const problem = statusOf(reply);
      if (problem === null) throw new Error('OK where data or an end belong.');
      if (problem.code !== status.EOF) throw problem;
      this.#ended(stretch);
      return;
    }
    const count = reply.readUInt32BE(REPLY_FIELDS);
    const start = REPLY_FIELDS + 4;
    if (count > reply.length - start || count > stretch.length - stretch.filled) throw new Error(`${count} bytes of data that are not there or were not asked for.`);
    if (count === 0) {
      this.#ended(stretch);
      return;
    }
    const view = reply.subarray(start, start + count);
    // The head's bytes go to the sink at once; others are kept beyond this call.
    const direct = stretch === this.#stretches[0] && stretch.filled === 0 && !this.#delivering && !this.#over;
    if (direct) {
      stretch.bytes = view;
      stretch.pooled = false;
    } else {
      this.#room(stretch, count);
      stretch.bytes?.set(view, stretch.filled);
    }
    this.#answered(stretch, count);
  }

  #answered(stretch: Stretch, count: number): void {
    if (this.#over) {
      this.#release(stretch);
      return;
    }
    this.#guard(() => {
      stretch.filled += count;
      if (stretch.filled === stretch.length) this.#depth = Math.min(this.#depth * 4, this.#server.shape.depth);
      else this.#shorter(stretch, count);
      this.#deliver();
    });
  }

  /** Fewer bytes than asked for: the end of the file, or all that this server gives at once. What is missing is asked for again. */
  #shorter(stretch: Stretch, count: number): void {
    if (stretch.bytes !== null && !stretch.pooled) {
      // A view does not outlive the call.
      const view = stretch.bytes;
      stretch.bytes = null;
      const filled = stretch.filled;
      stretch.filled = 0;
      this.#room(stretch, filled);
      (stretch.bytes as Buffer | null)?.set(view);
      stretch.filled = filled;
    }
    if (count >= SMALLEST_LIMIT && this.#stretches.some((other) => other !== stretch && other.filled > 0 && other.offset > stretch.offset)) this.#readSize = Math.min(this.#readSize, count);
    this.#request(stretch);
  }

  #ended(stretch: Stretch): void {
    if (this.#over) {
      this.#release(stretch);
      return;
    }
    stretch.atEnd = true;
    this.#sawEnd = true;
    this.#deliver();
  }

  /** Hands on what is complete at the head. */
  #deliver(): void {
    while (!this.#over && !this.#delivering) {
      const head = this.#stretches[0];
      if (head === undefined) break;
      if (head.asking || (head.filled < head.length && !head.atEnd)) break;
      if (head.atEnd) {
        if (!this.#finish(head)) break;
        continue;
      }
      this.#stretches.shift();
      this.#handOn(head);
    }
    if (!this.#over) this.#ask();
  }

  /** The head ends the file, unless there is data behind it by now. Returns whether to look again. */
  #finish(head: Stretch): boolean {
    const others = this.#stretches.slice(1);
    if (others.some((stretch) => stretch.asking)) return false;
    if (others.some((stretch) => stretch.filled > 0)) {
      if (++this.#moves > MOST_MOVES) throw Failure.of('data-cut-short', { path: this.#path, bytes: this.#delivered }, `It ends at ${head.offset + head.filled}, yet there is data behind that.`);
      head.atEnd = false;
      this.#request(head);
      return false;
    }
    this.#stretches.length = 0;
    if (head.filled > 0) {
      this.#handOn(head);
      return true;
    }
    this.#release(head);
    if (!this.#delivering) this.#succeed();
    return false;
  }

  #handOn(stretch: Stretch): void {
    const bytes = stretch.bytes as Buffer;
    this.#delivered += stretch.filled;
    const wait = this.#sink.write(bytes.length === stretch.filled ? bytes : bytes.subarray(0, stretch.filled));
    if (wait === undefined) {
      this.#release(stretch);
      if (this.#sawEnd && this.#stretches.length === 0) this.#succeed();
      return;
    }
    this.#delivering = true;
    wait.then(
      () => {
        this.#delivering = false;
        this.#release(stretch);
        if (this.#over) return;
        if (this.#sawEnd && this.#stretches.length === 0) this.#succeed();
        else this.#guard(() => this.#deliver());
      },
      (problem: unknown) => {
        this.#release(stretch);
        this.#stop(problem);
      },
    );
  }

  #succeed(): void {
    this.#end();
    this.#resolve(this.#delivered);
  }

  /** Where the bytes that the sink got end. */
  get position(): number {
    return this.#start + this.#delivered;
  }
}

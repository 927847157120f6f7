import { isIP } from 'node:net';
import { getSystemErrorName } from 'node:util';

/*
 * A TCP connection on libuv's own handle, without the streams that Node puts over it. A data connection of FTP lives for one file: making,
 * feeding and destroying a `net.Socket` costs 60 µs of processor time, more than all else that Node does for a small file, and this a fifth
 * of it. The bindings are not documented, so all that is known of them stands here, and whoever connects has a `net.Socket` to fall back on.
 */

/** What happens to a connection. `closed` comes last and always, behind a failure too. */
export interface BareEvents {
  connected(): void;
  /** Where the next bytes go. Never empty. */
  room(): Uint8Array;
  /** So many stand in `room()`. False stops reading until `resume`. */
  filled(count: number): boolean;
  /** The far end has ended its half. */
  ended(): void;
  failed(error: Error): void;
  closed(): void;
}

type Done = (error?: Error | null) => void;

interface Request {
  oncomplete: (status: number) => void;
  /** Kept, since the system reads from it until the request is complete. */
  buffer?: Uint8Array;
}

interface Handle {
  onread: () => Uint8Array | undefined;
  connect(request: Request, address: string, port: number): number;
  connect6(request: Request, address: string, port: number): number;
  setNoDelay(on: boolean): number;
  useUserBuffer(memory: Uint8Array): void;
  readStart(): number;
  readStop(): number;
  writeBuffer(request: Request, bytes: Uint8Array): number;
  shutdown(request: Request): number;
  reset(closed: () => void): number;
  close(closed: () => void): void;
}

interface Bindings {
  readonly TCP: new (type: number) => Handle;
  readonly TCPConnectWrap: new () => Request;
  readonly WriteWrap: new () => Request;
  readonly ShutdownWrap: new () => Request;
  /** TCP's constant for a client. */
  readonly client: number;
  /** What the last call on any stream came to: `state[count]` bytes read, or an error; `state[later]` where a write is not over yet. */
  readonly state: Int32Array;
  readonly count: number;
  readonly later: number;
  readonly endOfFile: number;
}

/** Null where this runtime does not have them. */
function findBindings(): Bindings | null {
  try {
    const { binding } = process as unknown as { readonly binding: (name: string) => Record<string, unknown> };
    const [tcp, stream, uv] = [binding('tcp_wrap'), binding('stream_wrap'), binding('uv')];
    const { TCP, TCPConnectWrap, constants } = tcp as unknown as Pick<Bindings, 'TCP' | 'TCPConnectWrap'> & { readonly constants: { readonly SOCKET: number } };
    const { WriteWrap, ShutdownWrap, streamBaseState, kReadBytesOrError, kLastWriteWasAsync } = stream as unknown as Pick<Bindings, 'WriteWrap' | 'ShutdownWrap'> & {
      readonly streamBaseState: Int32Array;
      readonly kReadBytesOrError: number;
      readonly kLastWriteWasAsync: number;
    };
    const endOfFile = uv['UV_EOF'];
    const whole =
      [TCP, TCPConnectWrap, WriteWrap, ShutdownWrap, TCP.prototype.useUserBuffer, TCP.prototype.writeBuffer].every((each) => typeof each === 'function') &&
      [constants.SOCKET, kReadBytesOrError, kLastWriteWasAsync, endOfFile].every((each) => typeof each === 'number') && streamBaseState instanceof Int32Array;
    return whole ? { TCP, TCPConnectWrap, WriteWrap, ShutdownWrap, client: constants.SOCKET, state: streamBaseState, count: kReadBytesOrError, later: kLastWriteWasAsync, endOfFile: endOfFile as number } : null;
  } catch {
    return null;
  }
}

const bindings = findBindings();

/** Begins to connect to a literal address; null for any other and where the runtime has no such handles. Nothing happens before the caller's turn of the loop is over. */
export function connectBare(address: string, port: number, events: BareEvents): BareSocket | null {
  const family = isIP(address);
  return bindings === null || family === 0 ? null : new BareSocket(bindings, family, address, port, events);
}

/** Speaks as much of a socket's language as a data connection needs. It reads from the moment that it stands. */
export class BareSocket {
  bytesRead = 0;
  bytesWritten = 0;
  connecting = true;
  readonly #bindings: Bindings;
  readonly #handle: Handle;
  readonly #events: BareEvents;
  /** What is read into; kept here, as the handle knows no more than its address. */
  #memory: Uint8Array;
  #reading = false;
  #closing = false;
  #closed = false;
  /** Who waits for what has failed with the connection, and learns it when `closed` has told the rest. */
  readonly #unfinished: (() => void)[] = [];

  constructor(found: Bindings, family: number, address: string, port: number, events: BareEvents) {
    this.#bindings = found;
    this.#events = events;
    this.#memory = events.room();
    this.#handle = new found.TCP(found.client);
    this.#handle.onread = () => this.#read();
    this.#handle.useUserBuffer(this.#memory);
    const request = new found.TCPConnectWrap();
    const problem = (status: number): Error => failed('connect', status, `${address}:${port}`);
    request.oncomplete = (status) => {
      if (this.#closing) return;
      if (status !== 0) return this.#fail(problem(status));
      this.connecting = false;
      this.resume();
      events.connected();
    };
    const status = family === 6 ? this.#handle.connect6(request, address, port) : this.#handle.connect(request, address, port);
    if (status !== 0) setImmediate(() => this.#fail(problem(status)));
  }

  resume(): void {
    if (this.#closing || this.connecting || this.#reading) return;
    this.#reading = true;
    const status = this.#handle.readStart();
    if (status !== 0) this.#fail(failed('read', status));
  }

  /** `done` may be called before this returns. */
  write(bytes: Uint8Array, done: Done): void {
    if (this.#closing) return done(new Error('The connection is closed.'));
    // A part of a segment does not wait until all before it has been acknowledged.
    if (this.bytesWritten === 0) this.#handle.setNoDelay(true);
    this.bytesWritten += bytes.length;
    const { WriteWrap, state, later } = this.#bindings;
    const request = new WriteWrap();
    request.oncomplete = (status) => this.#finish('write', status, done);
    request.buffer = bytes;
    const status = this.#handle.writeBuffer(request, bytes);
    if (status !== 0 || state[later] === 0) this.#finish('write', status, done);
  }

  /** Ends this half behind what was written. `done` may be called before this returns. */
  end(done: Done = () => {}): void {
    if (this.#closing) return done(new Error('The connection is closed.'));
    const request = new this.#bindings.ShutdownWrap();
    request.oncomplete = (status) => this.#finish('shutdown', status, done);
    const status = this.#handle.shutdown(request);
    // 1: there was nothing to wait for.
    if (status !== 0) this.#finish('shutdown', status === 1 ? 0 : status, done);
  }

  destroy(): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#handle.close(() => this.#noteClose());
  }

  /** Ends it so that the far end sees an error. */
  resetAndDestroy(): void {
    if (this.#closing) return;
    if (!this.connecting && this.#handle.reset(() => this.#noteClose()) === 0) this.#closing = true;
    else this.destroy();
  }

  /** What it gives back is what is read into from then on. */
  #read(): Uint8Array | undefined {
    if (this.#closing) return undefined;
    const count = this.#bindings.state[this.#bindings.count]!;
    if (count > 0) {
      this.bytesRead += count;
      if (!this.#events.filled(count)) {
        this.#reading = false;
        this.#handle.readStop();
      }
      return (this.#memory = this.#events.room());
    }
    if (count === this.#bindings.endOfFile) {
      this.#events.ended();
      this.destroy();
    } else if (count < 0) this.#fail(failed('read', count));
    return undefined;
  }

  #finish(call: string, status: number, done: Done): void {
    if (status === 0) return done();
    const error = failed(call, status);
    this.#fail(error);
    if (this.#closed) done(error);
    else this.#unfinished.push(() => done(error));
  }

  #noteClose(): void {
    this.#closed = true;
    this.#events.closed();
    for (const tell of this.#unfinished.splice(0)) tell();
  }

  #fail(error: Error): void {
    if (this.#closing) return;
    this.#events.failed(error);
    this.destroy();
  }
}

function failed(call: string, status: number, where = ''): Error {
  const name = getSystemErrorName(status);
  return Object.assign(new Error(`${call} ${name} ${where}`.trim()), { code: name });
}

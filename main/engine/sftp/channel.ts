import type { ClientChannel } from 'ssh2';
import type { Charset } from '../charset/charset.ts';
import { Failure } from '../session/failure.ts';
import { SftpStatus } from './failures.ts';
import { freeMemory } from './free-memory.ts';
import { Outbox } from './outbox.ts';
import { ReplyWatch } from './reply-watch.ts';
import { packet, status } from './wire/codes.ts';
import { PacketStream, type PacketReceiver } from './wire/packet-stream.ts';
import { ReplyReader } from './wire/reply-reader.ts';
import { encodeRequest, type Field } from './wire/request.ts';

/** Gets the answer to one request: exactly one call of `onReply` or `onLost`. */
export interface ReplyHandler {
  /** `bytes` is the packet from its type byte on, valid only during the call unless `keepMemory` is called. */
  onReply(bytes: Buffer): void;
  onLost(failure: Failure): void;
  /** Where a DATA reply's bytes go when they come in pieces; `onData` follows instead of `onReply`. */
  dataTarget?(length: number): Buffer;
  onData?(length: number): void;
}

/** Bytes of a packet before its first field: type and request id. */
export const REPLY_FIELDS = 5;

export interface SftpChannelOptions {
  readonly host: string;
  readonly timeoutSeconds: number;
  readonly charset: Charset;
}

/**
 * Requests and their replies over one SSH channel. Any number may be in flight; replies are matched by id. Requests of one turn of the
 * event loop travel together.
 */
export class SftpChannel implements PacketReceiver {
  readonly host: string;
  /** What names are written in. */
  readonly charset: Charset;
  readonly #channel: ClientChannel;
  readonly #outbox: Outbox;
  readonly #waiting = new Map<number, ReplyHandler>();
  readonly #watch: ReplyWatch;
  readonly #stream = new PacketStream(this);
  readonly #onReceived: (bytes: number) => void;
  #nextId = 0;
  #lost: Failure | null = null;
  #kept = false;
  #onVersion: ((bytes: Buffer) => void) | null = null;
  /** Called once when the channel can no longer be used. */
  onLost: (failure: Failure) => void = () => undefined;

  /** `onReceived` is told how many bytes each chunk had. */
  constructor(channel: ClientChannel, { host, timeoutSeconds, charset }: SftpChannelOptions, onReceived: (bytes: number) => void) {
    this.host = host;
    this.charset = charset;
    this.#onReceived = onReceived;
    this.#channel = channel;
    this.#watch = new ReplyWatch(timeoutSeconds, () => this.lose(Failure.of('reply-timeout', { host, seconds: timeoutSeconds })));
    this.#outbox = new Outbox(channel, () => this.#watch.sawLife());
    channel.on('data', (chunk: Buffer) => this.#received(chunk));
    channel.on('close', () => this.lose(Failure.of('connection-lost', { host })));
    channel.on('error', (error: Error) => this.lose(Failure.of('connection-lost', { host }, error.message, error)));
    channel.stderr.resume();
  }

  /** Sends INIT and resolves with the fields of the server's VERSION. */
  start(version: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const handler: ReplyHandler = { onReply: () => undefined, onLost: reject };
      this.#waiting.set(-1, handler);
      this.#watch.expect(1);
      this.#onVersion = (bytes) => {
        this.#onVersion = null;
        this.#settled(-1);
        resolve(Buffer.from(bytes.subarray(1)));
      };
      const init = Buffer.alloc(9);
      init.writeUInt32BE(5, 0);
      init[4] = packet.INIT;
      init.writeUInt32BE(version, 5);
      this.#outbox.send(init);
    });
  }

  /** Reserves the id of a request that the caller encodes itself. Throws where the connection is lost. */
  expect(handler: ReplyHandler): number {
    if (this.#lost !== null) throw this.#lost;
    const id = this.#nextId;
    this.#nextId = (id + 1) >>> 0;
    this.#waiting.set(id, handler);
    this.#watch.expect(this.#waiting.size);
    return id;
  }

  /** Sends an encoded request. `onSent` tells that its memory may be used again. */
  send(bytes: Buffer, onSent?: () => void): void {
    this.#outbox.send(bytes, onSent);
  }

  /** One request and its whole reply, copied. A status is left to the caller. */
  ask(type: number, fields: readonly Field[]): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const id = this.expect({ onReply: (bytes) => resolve(Buffer.from(bytes)), onLost: reject });
      this.send(encodeRequest(type, id, fields));
    });
  }

  /** A request that is answered by a status alone. Rejects with `SftpStatus` unless it is OK. */
  async command(type: number, fields: readonly Field[]): Promise<void> {
    const problem = statusOf(await this.ask(type, fields));
    if (problem !== null) throw problem;
  }

  /** A request that is answered by `expected`, whose fields come back. Rejects with `SftpStatus` where a status comes instead. */
  async query(type: number, fields: readonly Field[], expected: number): Promise<ReplyReader> {
    const reply = await this.ask(type, fields);
    return replyFields(reply, expected);
  }

  /** A `command` that keeps the server busy for as long as it takes. */
  slowCommand(type: number, fields: readonly Field[]): Promise<void> {
    return this.#watch.duringSlow(() => this.command(type, fields));
  }

  /** A `query` that keeps the server busy for as long as it takes. */
  slowQuery(type: number, fields: readonly Field[], expected: number): Promise<ReplyReader> {
    return this.#watch.duringSlow(() => this.query(type, fields, expected));
  }

  /** Bytes that one SSH packet to the server may carry. */
  get packetSize(): number {
    const { outgoing } = this.#channel as ClientChannel & { readonly outgoing?: { readonly packetSize?: number } };
    return Math.min(outgoing?.packetSize ?? 32_768, 32_768);
  }

  /** To be called within `onReply` by who goes on using the reply's memory after it. */
  keepMemory(): void {
    this.#kept = true;
  }

  /** Bytes that the server lets be under way to it before it grants more (RFC 4254 section 5.2), of those granted so far. */
  get sendWindow(): number {
    const { outgoing } = this.#channel as ClientChannel & { readonly outgoing?: { readonly window?: number } };
    return outgoing?.window ?? 2 * 1024 * 1024;
  }

  /** Closes this channel alone. What waits for an answer gets none. */
  end(): void {
    this.lose(Failure.of('cancelled'));
    this.#channel.end();
  }

  lose(failure: Failure): void {
    if (this.#lost !== null) return;
    this.#lost = failure;
    this.#watch.stop();
    this.#outbox.drop();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const handler of waiting) handler.onLost(failure);
    this.onLost(failure);
  }

  #received(chunk: Buffer): void {
    if (this.#lost !== null) return;
    this.#watch.sawLife();
    this.#onReceived(chunk.length);
    this.#kept = false;
    try {
      this.#stream.push(chunk);
      // ssh2 decrypts each packet into memory of its own and has no use for it after this.
      if (!this.#kept) freeMemory(chunk);
    } catch (problem) {
      const words = problem instanceof Error ? problem.message : String(problem);
      this.lose(Failure.of('bad-reply', { host: this.host }, words, problem));
    }
  }

  onPacket(bytes: Buffer): void {
    if (bytes[0] === packet.VERSION && this.#onVersion !== null) {
      this.#onVersion(bytes);
      return;
    }
    if (bytes.length < REPLY_FIELDS) throw new Error(`A packet of ${bytes.length} bytes.`);
    const handler = this.#settled(bytes.readUInt32BE(1));
    if (handler === undefined) throw new Error('An answer to nothing that was asked.');
    handler.onReply(bytes);
  }

  dataTarget(id: number, length: number): Buffer | null {
    return this.#waiting.get(id)?.dataTarget?.(length) ?? null;
  }

  onTargetFull(id: number, length: number): void {
    this.#settled(id)?.onData?.(length);
  }

  #settled(id: number): ReplyHandler | undefined {
    const handler = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#watch.expect(this.#waiting.size);
    return handler;
  }
}

/** Null when the reply is the status OK, the status otherwise. */
export function statusOf(reply: Buffer): SftpStatus | null {
  if (reply[0] !== packet.STATUS) throw new Error(`Packet type ${reply[0]} where a status belongs.`);
  const fields = new ReplyReader(reply, REPLY_FIELDS);
  const code = fields.uint32();
  if (code === status.OK) return null;
  return new SftpStatus(code, fields.atEnd ? '' : fields.text());
}

/** The fields of a reply of the expected type. Throws the status that came instead. */
export function replyFields(reply: Buffer, expected: number): ReplyReader {
  if (reply[0] === expected) return new ReplyReader(reply, REPLY_FIELDS);
  throw statusOf(reply) ?? new Error(`OK where packet type ${expected} belongs.`);
}

import { FTPContext, type FTPResponse } from 'basic-ftp';
import type { LogKind } from '../../../shared/model/log-line.ts';
import { type Charset, decodeRaw, encodeRaw } from '../charset/charset.ts';
import type { Socket } from 'node:net';
import type { Link } from '../net/link.ts';
import { commandSafe } from '../session/command-safe.ts';
import { Failure } from '../session/failure.ts';
import { lostFailure } from './failures.ts';
import { InnerLines } from './inner-lines.ts';
import { isPreliminary, type Reply } from './reply.ts';
import { Silence } from './silence.ts';

export interface ControlOptions {
  readonly host: string;
  readonly port: number;
  readonly timeoutSeconds: number;
  readonly log: (kind: LogKind, text: string) => void;
  /** What commands and replies are written in. */
  readonly charset: Charset;
}

/** Looks at each reply that arrives and says whether the conversation is over. */
export type OnReply = (reply: Reply) => boolean;

interface Conversation {
  readonly onReply: OnReply;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (failure: Failure) => void;
  /** Promises of another reply so far. */
  promises: number;
}

const replyLimit = 65536;
const earlyLimit = 8;
/** Replies that promise another one (1xx), each of which keeps us waiting, to one command. Servers mostly send one. */
const promiseLimit = 32;

/**
 * The control connection: commands out, replies in, on basic-ftp's context, which watches over the socket and joins multi-line replies. What
 * is added here: one conversation at a time, replies cut between two packets are put together before they are read, everything is logged,
 * commands are safe, errors are Failures, and what comes between the reply to AUTH and the TLS handshake is noticed.
 */
export class ControlConnection extends FTPContext {
  readonly #options: ControlOptions;
  readonly ended: Promise<void>;
  readonly #silence: Silence;
  #settleEnded: () => void = () => undefined;
  #cutLine = '';
  #greeted = false;
  #conversation: Conversation | null = null;
  #failure: Failure | null = null;
  #farewell: string | null = null;
  /**
   * The greeting, where it comes before anybody waits for it: under implicit TLS the server speaks while the user still looks at its
   * certificate. Null as soon as somebody has waited.
   */
  #early: Reply[] | null = [];
  /** Where the inner lines of a long reply go; null while replies are short. */
  #inner: InnerLines | null = null;
  /** Replies since AUTH was sent; null at any other time. */
  #repliesToAuth: number | null = null;

  constructor(options: ControlOptions) {
    super(options.timeoutSeconds * 1000, 'latin1');
    this.#options = options;
    this.#silence = new Silence(this.timeout, () => this.closeWithError(new Error('Timeout')));
    this.ended = new Promise((resolve) => {
      this.#settleEnded = resolve;
    });
  }

  /** Talks over this connection from here on. basic-ftp calls no more of a socket than a link has, and reads the addresses that only a socket has. */
  takeLink(link: Link): void {
    this.socket = link as Socket;
  }

  /** Takes what has come where the link itself gives no `data`. True: more may come. */
  hear(bytes: Uint8Array): true {
    this._onControlSocketData(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'));
    return true;
  }

  /** Stops listening to the present link and gives it away, open, until `takeLink` brings what takes its place. */
  letGo(): Link {
    const link = this._socket;
    this._removeSocketListeners(link);
    this._socket = this._newSocket();
    return link;
  }

  /** Why the connection has ended; null while it lives. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** The text of words and names in a reply, given as they came (`raw`). */
  text(raw: string): string {
    return decodeRaw(this.#options.charset, raw);
  }

  /** Whether a conversation is under way. */
  get busy(): boolean {
    return this.#conversation !== null;
  }

  /** Sends a command and waits for its final reply, whatever its code. Rejects when the connection ends. */
  exchange(command: string): Promise<Reply> {
    return this.converse([command], (reply) => !isPreliminary(reply));
  }

  /** The same for a reply of any length: `take` gets the lines between its first and its last as they come, which count for no limit. What it throws ends the connection. */
  async exchangeLong(command: string, take: (lines: string) => void): Promise<Reply> {
    this.#inner = new InnerLines(take);
    try {
      return await this.exchange(command);
    } finally {
      this.#inner = null;
    }
  }

  /**
   * Sends commands in one packet and hands over each reply until `onReply` says that it was the last. Resolves with that one. Rejects with a
   * Failure when the connection ends or a command holds CR, LF, NUL or what the charset has no bytes for; nothing is sent in that case.
   */
  async converse(commands: readonly string[], onReply: OnReply): Promise<Reply> {
    if (this.#failure !== null) throw Failure.of('not-connected', {}, this.#failure.data.detail);
    const lines = commands.map((command) => this.#line(command)).join('');
    const early = this.#early ?? [];
    this.#early = null;
    for (const reply of early) if (onReply(reply)) return reply;
    const conversation = this.#begin(onReply);
    for (const command of commands) this.#logCommand(command);
    if (lines !== '') this._socket.write(lines, 'latin1');
    return conversation;
  }

  /** Sends AUTH; whatever the server adds to its reply ends the connection with `tls-injected` (RFC 4217 section 10; CVE-2011-0411 and kin). */
  async authenticate(command: string): Promise<Reply> {
    this.#repliesToAuth = 0;
    try {
      const reply = await this.exchange(command);
      if (this.#failure !== null) throw this.#failure;
      return reply;
    } finally {
      this.#repliesToAuth = null;
    }
  }

  /** Sends a command outside of any conversation, or within one. Throws as `converse` rejects. */
  override send(command: string): void {
    const line = this.#line(command);
    this.#logCommand(command);
    this._socket.write(line, 'latin1');
  }

  /** Lets no reply time out while a data channel is busy, which keeps its own watch; behind the last reply there is none to wait for. */
  set waitingForReply(waiting: boolean) {
    this.#silence.waiting = waiting && this.busy;
  }

  override closeWithError(error: Error): void {
    this.#failure ??= error instanceof Failure ? error : lostFailure(error, this.#options, this.#farewell);
    super.closeWithError(this.#failure);
    this.#silence.stop();
    this.#settleEnded();
  }

  /** basic-ftp prints here; this class has a log of its own. */
  override log(): void {}

  /** Without the QUIT that basic-ftp adds: whoever wants to be polite has said it by then. */
  protected override _closeControlSocket(): void {
    this._closeSocket(this._socket);
  }

  protected override _onControlSocketData(chunk: string | Buffer): void {
    this.#silence.broken();
    const text = this.#cutLine + (typeof chunk === 'string' ? chunk : chunk.toString('latin1'));
    const end = text.lastIndexOf('\n') + 1;
    this.#cutLine = text.slice(end);
    const lines = this.#stripped(text.slice(0, end));
    if (this.#cutLine.length > replyLimit || lines.length > replyLimit * 2) {
      this.closeWithError(Failure.of('reply-too-long', { host: this.#options.host }));
      return;
    }
    if (lines === '') return;
    if (!this.#looksLikeFtp(lines)) return;
    const replies = this._partialResponse === '' ? repliesOfOneLine(lines) : null;
    if (replies === null) super._onControlSocketData(lines);
    else for (const reply of replies) this.#take(reply);
    if (this.#repliesToAuth !== null && this.#repliesToAuth > 0 && (this.#repliesToAuth > 1 || this.#cutLine !== '' || this._partialResponse !== '')) {
      this.closeWithError(Failure.of('tls-injected', { host: this.#options.host }));
    }
  }

  /** Gets replies of several lines, and why the connection ends. */
  protected override _passToHandler(response: Error | FTPResponse): void {
    if ('code' in response && typeof response.code === 'number') this.#take(response.message);
    else this.#end()?.reject(this.#failure ?? lostFailure(response as Error, this.#options));
  }

  /** A command as it goes out. */
  #line(command: string): string {
    return `${encodeRaw(this.#options.charset, commandSafe(command))}\r\n`;
  }

  #logCommand(command: string): void {
    this.#options.log('command', /^(?:PASS|ACCT) /iu.test(command) ? `${command.slice(0, 4)} ****` : command);
  }

  #begin(onReply: OnReply): Promise<Reply> {
    if (this.busy) this.closeWithError(new Error('Two conversations at a time.'));
    return new Promise((resolve, reject) => {
      this.#conversation = { onReply, resolve, reject, promises: 0 };
      if (this.#failure !== null) this.#end()?.reject(this.#failure);
      else this.waitingForReply = true;
    });
  }

  #end(): Conversation | null {
    const conversation = this.#conversation;
    this.#conversation = null;
    if (conversation !== null) this.waitingForReply = false;
    return conversation;
  }

  #take(raw: string): void {
    const reply: Reply = { code: Number(raw.slice(0, 3)), text: this.text(raw), raw };
    if (this.#repliesToAuth !== null) this.#repliesToAuth += 1;
    for (const line of reply.text.includes('\n') ? reply.text.split('\n') : [reply.text]) this.#options.log('reply', printable(line));
    if (reply.code === 421) this.#farewell = reply.text;
    const conversation = this.#conversation;
    if (conversation === null) {
      if ((this.#early?.length ?? earlyLimit) < earlyLimit) this.#early?.push(reply);
    } else if (this.#isLast(conversation, reply)) this.#end()?.resolve(reply);
    else if (isPreliminary(reply) && ++conversation.promises > promiseLimit) this.closeWithError(Failure.of('reply-timeout', { host: this.#options.host, seconds: this.#options.timeoutSeconds }, reply.text));
  }

  /** The state of the session is unknown where a look at a reply throws. */
  #isLast({ onReply }: Conversation, reply: Reply): boolean {
    try {
      return onReply(reply);
    } catch (thrown) {
      this.closeWithError(thrown as Error);
      return false;
    }
  }

  #stripped(lines: string): string {
    try {
      return this.#inner?.strip(lines) ?? lines;
    } catch (thrown) {
      this.closeWithError(thrown as Failure);
      return '';
    }
  }

  #looksLikeFtp(lines: string): boolean {
    if (!this.#greeted && !/^\s*\d{3}[ -]/u.test(lines)) {
      const { host, port } = this.#options;
      this.closeWithError(Failure.of('not-this-protocol', { host, port, protocol: 'FTP' }, this.text(lines.trim().slice(0, 500))));
      return false;
    }
    this.#greeted = true;
    return true;
  }
}

/** A text that consists of replies of one line each, as almost all do, in these; null where it holds anything else. */
function repliesOfOneLine(text: string): readonly string[] | null {
  return /^(?:\d{3}(?: [^\r\n]*)?\r?\n)+$/u.test(text) ? text.slice(0, text.endsWith('\r\n') ? -2 : -1).split(/\r?\n/u) : null;
}

/** Control characters stand as their pictures, so that no server writes to a terminal that shows the log. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are the subject
  return text.replace(/[\0-\x08\x0a-\x1f]/gu, (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)));
}


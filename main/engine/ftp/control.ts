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

const replyLimit = 65536;
const earlyLimit = 8;
/** Replies that promise another one (1xx), each of which keeps us waiting, to one command. Servers mostly send one. */
const promiseLimit = 32;

/**
 * The control connection: commands out, replies in, on basic-ftp's context, which keeps one conversation at a time and joins multi-line
 * replies. What is added here: replies cut between two packets are put together before they are read, everything is logged, commands are
 * safe, errors are Failures, and what comes between the reply to AUTH and the TLS handshake is noticed.
 */
export class ControlConnection extends FTPContext {
  readonly #options: ControlOptions;
  readonly ended: Promise<void>;
  #settleEnded: () => void = () => undefined;
  #cutLine = '';
  #greeted = false;
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
    this.ended = new Promise((resolve) => {
      this.#settleEnded = resolve;
    });
  }

  /** Talks over this connection from here on. basic-ftp calls no more of a socket than a link has, and reads the addresses that only a socket has. */
  takeLink(link: Link): void {
    this.socket = link as Socket;
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
    return this._task !== undefined;
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
    for (const command of commands) encodeRaw(this.#options.charset, commandSafe(command));
    const early = this.#early ?? [];
    this.#early = null;
    for (const reply of early) if (onReply(reply)) return reply;
    const conversation = this.#handleReplies(onReply);
    if (commands.length > 1) this.socket.cork();
    for (const command of commands) this.send(command);
    if (commands.length > 1) this.socket.uncork();
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

  override send(command: string): void {
    this.#options.log('command', command.replace(/^(PASS|ACCT) .*$/isu, '$1 ****'));
    super.send(encodeRaw(this.#options.charset, command));
  }

  /** Lets no reply time out while a data channel is busy; the channel keeps its own watch. */
  set waitingForReply(waiting: boolean) {
    this.socket.setTimeout(waiting ? this.timeout : 0);
  }

  override closeWithError(error: Error): void {
    this.#failure ??= error instanceof Failure ? error : lostFailure(error, this.#options, this.#farewell);
    super.closeWithError(this.#failure);
    this.#settleEnded();
  }

  /** basic-ftp prints here; this class has a log of its own. */
  override log(): void {}

  /** Without the QUIT that basic-ftp adds: whoever wants to be polite has said it by then. */
  protected override _closeControlSocket(): void {
    this._closeSocket(this._socket);
  }

  protected override _onControlSocketData(chunk: string | Buffer): void {
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
    super._onControlSocketData(lines);
    if (this.#repliesToAuth !== null && this.#repliesToAuth > 0 && (this.#repliesToAuth > 1 || this.#cutLine !== '' || this._partialResponse !== '')) {
      this.closeWithError(Failure.of('tls-injected', { host: this.#options.host }));
    }
  }

  protected override _passToHandler(response: Error | FTPResponse): void {
    const reply = this.#toReply(response);
    if (reply !== null) {
      if (this.#repliesToAuth !== null) this.#repliesToAuth += 1;
      for (const line of reply.text.split('\n')) this.#options.log('reply', printable(line));
      if (reply.code === 421) this.#farewell = reply.text;
      if (!this.busy && (this.#early?.length ?? earlyLimit) < earlyLimit) this.#early?.push(reply);
    }
    super._passToHandler(response);
  }

  /** basic-ftp notes the call stack of every task for its own error messages, which nobody sees here and which costs a tenth of a small transfer. */
  #handleReplies(onReply: OnReply): Promise<Reply> {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    let promises = 0;
    try {
      return this.handle(undefined, (response, task) => {
        const reply = this.#toReply(response);
        if (reply === null) task.reject(this.#failure ?? lostFailure(response as Error, this.#options));
        else if (onReply(reply)) task.resolve(reply);
        else if (isPreliminary(reply) && ++promises > promiseLimit) this.closeWithError(Failure.of('reply-timeout', { host: this.#options.host, seconds: this.#options.timeoutSeconds }, reply.text));
      });
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }

  /** basic-ftp hands over replies of 400 and more as errors that carry the reply. */
  #toReply(response: Error | FTPResponse): Reply | null {
    if (!('code' in response) || typeof response.code !== 'number') return null;
    const raw = response.message;
    return { code: response.code, text: this.text(raw), raw };
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

/** Control characters stand as their pictures, so that no server writes to a terminal that shows the log. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are the subject
  return text.replace(/[\0-\x08\x0a-\x1f]/gu, (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)));
}


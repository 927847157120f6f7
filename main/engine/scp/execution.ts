import type { ClientChannel } from 'ssh2';
import { Failure } from '../session/failure.ts';
import { openInTime } from '../sftp/open-in-time.ts';
import { CommandProblem } from './failures.ts';
import type { ScpServer } from './server.ts';

const MOST_ERRORS = 64 * 1024;

/** One command that runs on the server, over a channel of its own (RFC 4254 section 6.5). */
export class Execution {
  readonly channel: ClientChannel;
  readonly #server: ScpServer;
  readonly #signal: AbortSignal;
  readonly #closed: Promise<void>;
  #reject: (failure: Failure) => void = () => undefined;
  /** Rejects when the user or the clock gives up, or the connection is lost, and else never settles. */
  readonly given: Promise<never>;
  #errors = '';
  #status: number | null = null;
  /** Whether the server told how the command ended, by a status or the name of a signal. */
  #exited = false;
  #timer: NodeJS.Timeout | null = null;
  #resting = 0;

  private constructor(channel: ClientChannel, server: ScpServer, signal: AbortSignal) {
    this.channel = channel;
    this.#server = server;
    this.#signal = signal;
    this.given = new Promise((_resolve, reject) => {
      this.#reject = reject;
    });
    this.given.catch(() => undefined);
    this.#closed = new Promise((resolve) => channel.once('close', () => resolve()));
    channel.on('exit', (code: number | null) => {
      this.#status = code;
      this.#exited = true;
    });
    channel.on('error', () => undefined);
    channel.stderr.on('data', (chunk: Buffer) => {
      this.noteLife();
      if (this.#errors.length < MOST_ERRORS) this.#errors += chunk.toString('latin1').slice(0, MOST_ERRORS);
    });
    // A channel that nobody reads never tells of its end.
    server.client.once('close', this.#lose);
    signal.addEventListener('abort', this.#cancel, { once: true });
    if (signal.aborted) this.#cancel();
    this.noteLife();
  }

  /** Starts a command. `words` are quoted for the shell of the account, `command` goes as it is. Rejects with a Failure. */
  static start(server: ScpServer, command: string, words: readonly string[], signal: AbortSignal): Promise<Execution> {
    const { client, host, timeoutSeconds: seconds } = server;
    const line = server.charset.encode([command, ...words.map(shellWord)].join(' '));
    return openInTime({
      client,
      seconds,
      signal,
      // ssh2 sends bytes as they are, which its types do not say.
      open: (answer) => void client.exec(line as unknown as string, answer),
      opened: (channel) => new Execution(channel, server, signal),
      refused: (problem) => Failure.of('server-refused', { host, path: '' }, problem.message, problem),
      late: () => Failure.of('reply-timeout', { host, seconds }),
      lost: () => Failure.of('not-connected'),
    });
  }

  /** Something happened: the time in which the server owes the next sign of life begins anew. */
  noteLife(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const { timeoutSeconds: seconds, host } = this.#server;
    this.#timer = this.#resting > 0 ? null : setTimeout(() => this.#end(Failure.of('reply-timeout', { host, seconds })), seconds * 1000);
  }

  /** Waits for this side, whose time does not count against the server. */
  async resting<T>(work: Promise<T> | T): Promise<T> {
    this.#resting += 1;
    this.noteLife();
    try {
      return await Promise.race([work, this.given]);
    } finally {
      this.#resting -= 1;
      this.noteLife();
    }
  }

  /** Waits until the command has ended; rejects with what it said where its status is not 0 or one of `fine`. */
  async finish(fine: readonly number[] = [0]): Promise<string> {
    try {
      await Promise.race([this.#closed, this.given]);
      const words = this.words();
      // Channels go with their connection, and are heard of before it.
      if (!this.#exited) throw Failure.of('connection-lost', { host: this.#server.host }, words === '' ? null : words);
      if (this.#status === null || !fine.includes(this.#status)) throw new CommandProblem(words, this.#status);
      return words;
    } finally {
      this.release();
    }
  }

  /** What it wrote to its standard error so far. */
  words(): string {
    return this.#server.charset.decode(Buffer.from(this.#errors, 'latin1'));
  }

  get closed(): Promise<void> {
    return this.#closed;
  }

  /** Nothing is waited for any more. Ends the command where it runs. */
  release(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#resting = 1;
    this.#signal.removeEventListener('abort', this.#cancel);
    this.#server.client.removeListener('close', this.#lose);
    this.channel.resume();
    this.channel.destroy();
  }

  readonly #lose = (): void => this.#end(Failure.of('connection-lost', { host: this.#server.host }));
  readonly #cancel = (): void => this.#end(Failure.of('cancelled'));

  #end(failure: Failure): void {
    this.#reject(failure);
    this.channel.resume();
    this.channel.destroy();
  }
}

/** A word that every shell takes as it is. */
function shellWord(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

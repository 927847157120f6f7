import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Protection } from '../../../shared/model/protection.ts';
import { BareSocket, connectBare } from '../net/bare-socket.ts';
import type { Link } from '../net/link.ts';
import type { Route } from '../net/route.ts';
import { Failure } from '../session/failure.ts';
import { ChannelState } from './channel-state.ts';
import { watchForClosingAlert } from './closing-alert.ts';
import type { FtpConnection } from './connection.ts';
import { tlsOptions, type DataTls } from './data-tls.ts';
import { keepTlsWaiting } from './delayed-handshake.ts';
import { Incoming } from './incoming.ts';
import type { Receiver } from './receiver.ts';

/** Milliseconds after which TLS begins even without a 1xx reply: some servers send it only after the handshake. */
const handshakePatience = 500;

/** Where what a server sends over a channel that only takes bytes is read into. */
const nowhere = Buffer.allocUnsafeSlow(4096);

const plain: Protection = { kind: 'plain' };

/** What a channel that we closed ourselves fails with. One for all, since making an error costs as much as a small file. */
const closed = Failure.of('cancelled');

/**
 * One data connection. What it brings goes to the receiver, where there is one. `ready` settles when bytes may be sent: connected,
 * encrypted where that is wanted, and known to lead to the server. `ended` settles when the server has ended the stream properly. Both
 * reject with a Failure when that cannot be any more, and are never unhandled.
 */
export class DataChannel {
  readonly #ftp: FtpConnection;
  readonly #path: string;
  readonly #receiver: Receiver | null;
  readonly #incoming: Incoming | null;
  readonly #state = new ChannelState();
  #socket: Link | BareSocket | null = null;
  /** Ends a dial through a route; null where there is none under way. */
  #dialling: AbortController | null = null;
  #startTls: (() => void) | null = null;
  #begun = false;
  #usable = false;
  /** All that was to come has come, so that nothing is broken when the channel goes. */
  #whole = false;
  #unwanted = false;
  #patience: NodeJS.Timeout | null = null;
  #late: NodeJS.Timeout | null = null;

  /** `path` is what failures name. */
  constructor(ftp: FtpConnection, path: string, receiver: Receiver | null) {
    this.#ftp = ftp;
    this.#path = path;
    this.#receiver = receiver;
    this.#incoming = receiver === null ? null : new Incoming(receiver, () => this.#socket?.resume());
  }

  /** Settles when the TCP connection stands, before any encryption. Rejects as `ready` does. */
  get connected(): Promise<void> {
    return this.#state.connected.promise;
  }

  get ready(): Promise<Link | BareSocket> {
    return this.#state.ready.promise;
  }

  get ended(): Promise<void> {
    return this.#state.ended.promise;
  }

  /** Never resolves; rejects when the channel fails or closes, be it after its proper end. */
  get broken(): Promise<never> {
    return this.#state.broken.promise;
  }

  /** Starts the time within which there must be a connection, be it that the server or that this side makes it. */
  expectConnection(): void {
    const { host, timeoutSeconds } = this.#ftp;
    this.#late = setTimeout(() => {
      this.fail(Failure.of('data-connection-failed', { host }, `There was no data connection within ${timeoutSeconds} seconds.`));
      this.#socket?.destroy();
    }, timeoutSeconds * 1000);
  }

  /** Passive mode: the client connects. */
  connect(host: string, port: number): void {
    this.expectConnection();
    const { data } = this.#ftp.route;
    const tls = this.#ftp.dataTls;
    this.#socket = data.direct && tls === null ? this.#connectBare(host, port) : null;
    if (this.#socket !== null) return;
    if (!data.direct || tls === null) {
      void this.#connectThrough(data, host, port);
      return;
    }
    const target = { host, port, noDelay: true, ...(this.#incoming === null ? {} : { onread: this.#incoming.onread }) };
    const socket = connectTls({ ...target, ...tlsOptions(tls) });
    this.#startTls = keepTlsWaiting(socket);
    socket.once('connect', () => {
      this.#noteConnection();
      this.#waitForPreliminaryReply();
    });
    this.#watchTls(socket, tls);
  }

  /** The TCP connection stands: the server has made it (active mode), or a route has. `accepted` has not been read from. */
  adopt(accepted: Link): void {
    const tls = this.#ftp.dataTls;
    const incoming = this.#incoming;
    if (this.#state.failed) {
      accepted.destroy();
      return;
    }
    this.#noteConnection();
    if (tls === null) {
      const socket = incoming?.takeOver(accepted) ?? accepted;
      this.#watch(socket);
      this.#succeed(socket);
      if (socket === accepted) incoming?.listen(socket);
      return;
    }
    this.#socket = accepted;
    // Nothing else hears what becomes of it before TLS begins; from then on it may close before TLS has handed out its last bytes.
    const gone = (): void => this.#noteClose();
    accepted.on('error', (error) => this.fail(this.#breakage(error))).once('close', gone);
    this.#startTls = () => {
      accepted.removeListener('close', gone);
      const socket = connectTls({ socket: accepted, ...tlsOptions(tls) });
      this.#watchTls(socket, tls, accepted);
      incoming?.readTls(socket, accepted);
    };
    this.#waitForPreliminaryReply();
  }

  /** The server has answered 1xx: encryption begins. */
  begin(): void {
    this.#begun = true;
    if (this.#patience !== null) clearTimeout(this.#patience);
    this.#startTls?.();
    this.#startTls = null;
  }

  /** Closes the channel at once. */
  close(): void {
    this.fail(closed);
    if (this.#patience !== null) clearTimeout(this.#patience);
    this.#socket?.destroy();
  }

  /**
   * Breaks the transfer off, in the way that leaves servers able to go on. Plain: a reset, so that the server sees an error and no end of a
   * file. An upload over TLS ends properly instead, since a stream cut short makes vsftpd end the session and Pure-FTPd fall silent. A
   * download over TLS that stands goes on into nothing until `close`, which is then what true tells: ProFTPD mostly ends the session when its channel goes
   * away, and stops by itself when it is told to.
   */
  breakOff(): boolean {
    const socket = this.#socket;
    this.fail(closed);
    // Some servers end the session when a channel goes away right behind its handshake.
    if (this.#unwanted) socket?.end();
    else if (socket === null || socket.connecting || !this.#usable) this.close();
    else if (this.#incoming === null) {
      if ('encrypted' in socket) socket.end();
      else socket.resetAndDestroy();
    } else if (!(socket instanceof BareSocket) && 'encrypted' in socket && !socket.readableEnded && !socket.destroyed) {
      this.#incoming.discarding = true;
      socket.resume();
      return true;
    } else this.close();
    return false;
  }

  /** Nothing can be expected of this channel any more. Of several failures the first counts. */
  fail(failure: Failure): void {
    this.#dialling?.abort();
    if (this.#late !== null) clearTimeout(this.#late);
    this.#state.fail(failure);
  }

  #connectBare(host: string, port: number): BareSocket | null {
    const incoming = this.#incoming;
    return connectBare(host, port, {
      room: () => incoming?.room() ?? nowhere,
      filled: (count) => incoming?.filled(count) ?? true,
      connected: () => {
        this.#noteConnection();
        if (this.#socket !== null) this.#succeed(this.#socket);
      },
      ended: () => this.#noteEnd(true),
      failed: (error) => this.fail(this.#breakage(error)),
      closed: () => this.#noteClose(),
    });
  }

  async #connectThrough(route: Route, host: string, port: number): Promise<void> {
    this.#dialling = new AbortController();
    try {
      this.adopt(await route.dial({ host, port, timeoutSeconds: this.#ftp.timeoutSeconds, signal: this.#dialling.signal }));
    } catch (thrown) {
      const words = thrown instanceof Failure ? `${thrown.message} ${thrown.data.detail ?? ''}`.trim() : String(thrown);
      this.fail(Failure.of('data-connection-failed', { host }, words, thrown));
    } finally {
      this.#dialling = null;
    }
  }

  #noteConnection(): void {
    if (this.#late !== null) clearTimeout(this.#late);
    this.#state.connected.resolve();
  }

  #waitForPreliminaryReply(): void {
    if (this.#begun) this.begin();
    else this.#patience = setTimeout(() => this.begin(), handshakePatience);
  }

  #watchTls(socket: TLSSocket, tls: DataTls, carrier: Link | null = null): void {
    socket.on('session', (session) => {
      tls.session = session;
    });
    socket.once('secureConnect', () => {
      try {
        const protection = tls.check(socket);
        this.#discard(true);
        tls.noteResumption(protection);
        this.#discard(false);
        this.#ftp.learned.dataProtection = protection;
        this.#succeed(socket);
      } catch (failure) {
        this.fail(failure as Failure);
        if (this.#unwanted) socket.resume();
        else socket.destroy();
      }
    });
    this.#watch(socket, carrier);
  }

  /** Whether the channel may not be used, as nothing ties it to the control connection; what still comes goes nowhere. */
  #discard(unwanted: boolean): void {
    this.#unwanted = unwanted;
    if (this.#incoming !== null) this.#incoming.discarding = unwanted;
  }

  #succeed(socket: Link | BareSocket): void {
    if (this.#ftp.dataTls === null) this.#ftp.learned.dataProtection = plain;
    // Even a channel that only sends is read: TLS tickets come that way, and its end is noticed.
    if (this.#receiver === null) socket.resume();
    this.#usable = true;
    this.#state.ready.resolve(socket);
  }

  /** `carrier`: what TLS runs over, where that was there before it. */
  #watch(socket: Link, carrier: Link | null = null): void {
    this.#socket = socket;
    const endedByAlert = 'encrypted' in socket ? watchForClosingAlert(socket as TLSSocket, carrier) : () => true;
    socket.once('error', (error) => this.fail(this.#breakage(error)));
    socket.once('end', () => this.#noteEnd(endedByAlert()));
    socket.once('close', () => this.#noteClose());
  }

  /** `properly`: by whoever may end it, and not by anyone on the way. */
  #noteEnd(properly: boolean): void {
    if (properly) {
      this.#whole = this.#receiver !== null;
      this.#state.ended.resolve();
    } else this.fail(this.#breakage(new Error('The server closed the data channel without ending TLS (close_notify).')));
  }

  #noteClose(): void {
    if (!this.#state.failed) this.fail(this.#whole ? closed : this.#breakage(null));
  }

  #breakage(error: Error | null): Failure {
    const { host } = this.#ftp;
    const socket = this.#socket;
    const detail = error?.message ?? null;
    if (socket !== null && socket.bytesRead === 0 && socket.bytesWritten === 0) return Failure.of('data-connection-failed', { host }, detail, error);
    return Failure.of('data-cut-short', { path: this.#path, bytes: this.#receiver?.received ?? 0 }, detail, error);
  }
}

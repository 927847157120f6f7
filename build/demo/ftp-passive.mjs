import { once } from 'node:events';
import { createServer } from 'node:net';
import { TLSSocket } from 'node:tls';
import { listeningPort } from './listening-port.mjs';

const patience = 10_000;

/** The listening side of passive data connections: one port for each transfer, closed again when the transfer has its connection. */
export class PassiveListener {
  /** @param {import('node:tls').SecureContext} secureContext */
  constructor(secureContext) {
    this.secureContext = secureContext;
  }

  /** Listens on a free loopback port and gives its number. @returns {Promise<number>} */
  async open() {
    this.close();
    const server = createServer({ noDelay: true });
    this.server = server;
    this.arrival = once(server, 'connection', { signal: AbortSignal.timeout(patience) });
    this.arrival.catch(() => {}); // reported to whoever takes the connection
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return listeningPort(server);
  }

  /**
   * The data connection that the client opened.
   * @param {boolean} secure
   * @returns {Promise<import('node:net').Socket>}
   */
  async take(secure) {
    if (!this.arrival) throw new Error('Send EPSV or PASV first.');
    const [socket] = await this.arrival;
    this.close();
    if (!secure) return socket;
    const tls = new TLSSocket(socket, { isServer: true, secureContext: this.secureContext });
    tls.on('error', () => tls.destroy());
    return tls;
  }

  close() {
    this.server?.close();
    this.server = undefined;
    this.arrival = undefined;
  }
}

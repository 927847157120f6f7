import { TLSSocket } from 'node:tls';
import { ftpVerbs } from './ftp-verbs.mjs';
import { PassiveListener } from './ftp-passive.mjs';

const longestCommand = 4096;

/** Commands that a client may give before it has signed in. */
const beforeLogin = new Set(['AUTH', 'PBSZ', 'PROT', 'USER', 'PASS', 'FEAT', 'SYST', 'OPTS', 'NOOP', 'QUIT', 'CLNT', 'HELP']);

/** One control connection: reads commands one by one, answers each before it takes the next. */
export class FtpDialogue {
  /**
   * @param {import('node:net').Socket} socket
   * @param {{folder: string, user: string, password: string, secureContext: import('node:tls').SecureContext}} options
   */
  constructor(socket, options) {
    this.options = options;
    this.directory = '/';
    this.user = '';
    this.signedIn = false;
    this.secure = false;
    this.protectedData = false;
    this.offset = 0;
    this.renameFrom = '';
    this.passive = new PassiveListener(options.secureContext);
    this.received = '';
    this.turn = Promise.resolve();
    this.take = (data) => this.read(data);
    this.socket = socket;
    this.listen(socket);
  }

  /** @param {import('node:net').Socket} socket */
  listen(socket) {
    this.socket = socket;
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.passive.close());
    socket.on('data', this.take);
  }

  greet() {
    this.reply(220, 'Hawser demo server, over a temporary folder.');
  }

  /** @param {number} code @param {string | readonly string[]} text  several lines make a multi-line reply */
  reply(code, text) {
    const lines = typeof text === 'string' ? [text] : text;
    const last = lines.length - 1;
    const message = lines.map((line, n) => `${n === 0 && last > 0 ? `${code}-` : n === last ? `${code} ` : ' '}${line}`).join('\r\n');
    if (this.socket.writable) this.socket.write(`${message}\r\n`);
  }

  /** Puts TLS on the control connection, after the reply to AUTH has gone out in the clear. */
  startTls() {
    const plain = this.socket;
    plain.off('data', this.take);
    this.received = ''; // what came before the handshake has no protection and no meaning
    this.secure = true;
    this.listen(new TLSSocket(plain, { isServer: true, secureContext: this.options.secureContext }));
  }

  /** @param {Buffer} data */
  read(data) {
    this.received += data.toString('utf8');
    for (let end = this.received.indexOf('\r\n'); end >= 0; end = this.received.indexOf('\r\n')) {
      const line = this.received.slice(0, end);
      this.received = this.received.slice(end + 2);
      this.turn = this.turn.then(() => this.obey(line));
    }
    if (this.received.length > longestCommand) this.end();
  }

  /** @param {string} line */
  async obey(line) {
    const space = line.indexOf(' ');
    const verb = (space < 0 ? line : line.slice(0, space)).toUpperCase();
    const argument = space < 0 ? '' : line.slice(space + 1);
    const act = ftpVerbs[verb];
    if (!act) return this.reply(502, `${verb} is not known here.`);
    if (!this.signedIn && !beforeLogin.has(verb)) return this.reply(530, 'Sign in first.');
    try {
      await act(this, argument);
    } catch (error) {
      this.reply(550, error instanceof Error ? error.message : String(error));
    }
    if (verb !== 'REST') this.offset = 0;
  }

  end() {
    this.passive.close();
    this.socket.destroy();
  }
}

import { once } from 'node:events';
import { createServer } from 'node:net';
import { createSecureContext } from 'node:tls';
import { selfSigned } from './certificate.mjs';
import { FtpDialogue } from './ftp-dialogue.mjs';
import { listeningPort } from './listening-port.mjs';

/**
 * A small FTP server with explicit TLS on loopback over one folder, for one account (RFC 959, 3659, 4217). TLS is required before
 * the password and on data connections; data connections are passive only.
 * @param {{folder: string, user: string, password: string}} options
 * @returns {Promise<{port: number, certificate: string, stop(): Promise<void>}>} certificate: PEM
 */
export async function startFtpsServer({ folder, user, password }) {
  const { cert, key } = selfSigned();
  const secureContext = createSecureContext({ cert, key, minVersion: 'TLSv1.2' });
  /** @type {Set<FtpDialogue>} */
  const dialogues = new Set();
  const server = createServer({ noDelay: true }, (socket) => {
    const dialogue = new FtpDialogue(socket, { folder, user, password, secureContext });
    dialogues.add(dialogue);
    socket.once('close', () => dialogues.delete(dialogue));
    dialogue.greet();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: listeningPort(server),
    certificate: cert,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      for (const dialogue of dialogues) dialogue.end();
    }),
  };
}

import { once } from 'node:events';
import ssh2 from 'ssh2';
import { listeningPort } from './listening-port.mjs';
import { serveFiles } from './sftp-files.mjs';

/**
 * An SFTP server on loopback over one folder, for one account, with a host key made for the occasion.
 * @param {{folder: string, user: string, password: string, publicKey?: string}} options  publicKey in OpenSSH's one-line form
 * @returns {Promise<{port: number, hostKey: Buffer, stop(): Promise<void>}>} hostKey: its public half as SSH sends it
 */
export async function startSftpServer({ folder, user, password, publicKey }) {
  const pair = ssh2.utils.generateKeyPairSync('ed25519');
  const allowed = publicKey === undefined ? undefined : parsed(publicKey);
  /** @type {Set<import('ssh2').Connection>} */
  const connections = new Set();
  const server = new ssh2.Server({ hostKeys: [pair.private], ident: 'HawserDemo' }, (client) => {
    connections.add(client);
    // @types/ssh2 knows this of the client's side only.
    /** @type {import('ssh2').Connection & {setNoDelay(on: boolean): void}} */ (client).setNoDelay(true);
    client.on('close', () => connections.delete(client));
    client.on('error', () => client.end());
    client.on('authentication', (attempt) => {
      if (attempt.username === user && accepts(attempt, password, allowed)) attempt.accept();
      else attempt.reject(['publickey', 'password']);
    });
    client.on('session', (accept) => accept().on('sftp', (acceptSftp) => serveFiles(acceptSftp(), folder)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: listeningPort(server),
    hostKey: parsed(pair.public).getPublicSSH(),
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      for (const client of connections) client.end();
    }),
  };
}

/** @param {string} text */
function parsed(text) {
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error) throw key;
  return Array.isArray(key) ? key[0] : key;
}

/**
 * @param {import('ssh2').AuthContext} attempt
 * @param {string} password
 * @param {import('ssh2').ParsedKey | undefined} allowed
 */
function accepts(attempt, password, allowed) {
  if (attempt.method === 'password') return attempt.password === password;
  if (attempt.method !== 'publickey' || !allowed) return false;
  if (attempt.key.algo !== allowed.type || !attempt.key.data.equals(allowed.getPublicSSH())) return false;
  // Without a signature the client only asks whether this key would do.
  return !attempt.signature || !attempt.blob || allowed.verify(attempt.blob, attempt.signature, attempt.hashAlgo) === true;
}

import { createServer, type AddressInfo, type Socket } from 'node:net';
import ssh2, { type Connection } from 'ssh2';
import { afterEach, expect, it } from 'vitest';
import { sshKeys } from '../../../e2e/fixtures/ssh-keys.ts';
import { connectSsh } from './connection.ts';
import { profileOf, quietContext } from './test-context.ts';

/** What ssh2's server offers at the next exchange of keys; the fields are its own. */
interface Offering {
  readonly _protocol: { _offer: object };
  rekey(done?: () => void): void;
}

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function start(): Promise<{ readonly port: number; readonly connections: Connection[] }> {
  const { hosts } = await sshKeys();
  const connections: Connection[] = [];
  const ssh = new ssh2.Server({ hostKeys: [hosts.ed25519.first.privateKey] }, (connection) => {
    connections.push(connection);
    connection.on('error', () => undefined);
    connection.on('authentication', (context) => (context.method === 'password' ? context.accept() : context.reject(['password'])));
  });
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    ends.push(() => socket.destroy());
    ssh.injectSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, connections };
}

async function exchangeAgain(cipher: string) {
  const { port, connections } = await start();
  const place = { host: '127.0.0.1' as const, port, user: 'u', password: 'p' };
  const context = quietContext(place);
  const connection = await connectSsh(profileOf(place), context);
  ends.push(() => connection.client.destroy());
  const far = connections[0] as unknown as Offering;
  const Offer = far._protocol._offer.constructor as new (lists: object) => object;
  const way = { cipher: [cipher], mac: ['hmac-sha2-256'], compress: ['none'], lang: [] };
  far._protocol._offer = new Offer({ kex: ['curve25519-sha256'], serverHostKey: ['ssh-ed25519'], cs: way, sc: way });
  const exchanged = new Promise<string>((resolve) => far.rekey(() => resolve('exchanged')));
  return { outcome: await Promise.race([exchanged, connection.ended.then(() => 'ended')]), context, connection };
}

it('a server that turns to weak algorithms after signing in loses the connection', async () => {
  const { outcome, context, connection } = await exchangeAgain('aes128-cbc');
  await connection.ended;
  expect(outcome).toBe('ended');
  expect(context.questions).toEqual(['host-key']);
  expect(context.lines.join('\n')).toContain('turned to aes128-cbc in mid-connection');
});

it('one that exchanges keys again for others as good goes on', async () => {
  const { outcome, connection } = await exchangeAgain('aes256-ctr');
  expect(outcome).toBe('exchanged');
  expect(connection.negotiated().cs.cipher).toBe('aes256-ctr');
});

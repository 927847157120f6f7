import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import ssh2, { type AnyAuthMethod } from 'ssh2';
import { afterEach, expect, it } from 'vitest';
import { sshKeys } from '../../../../e2e/fixtures/ssh-keys.ts';
import { field } from '../keys/ssh-fields.ts';
import { watchProtocol } from '../ssh2-internals.ts';
import { letShownKeysSignIn, shownKey } from './shown-key.ts';

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const step of cleanUp.splice(0).reverse()) step();
});

it('holds a signature back that comes while keys are exchanged', async () => {
  const { hosts, user } = await sshKeys();
  const key = ssh2.utils.parseKey(user.privateKey);
  if (key instanceof Error) throw key;
  const ssh = new ssh2.Server({ hostKeys: [hosts.ed25519.first.privateKey] }, (connection) => {
    connection.on('error', () => undefined);
    connection.on('authentication', (context) => {
      if (context.method !== 'publickey') return context.reject(['publickey']);
      const { signature, blob } = context;
      if (signature !== undefined && (blob === undefined || key.verify(blob, signature) !== true)) return context.reject();
      context.accept();
      if (signature === undefined) connection.rekey();
    });
  });
  const server = createServer((socket) => ssh.injectSocket(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const client = new ssh2.Client();
  cleanUp.push(() => server.close(), () => client.destroy());
  const trouble: unknown[] = [];
  const sign = async (data: Buffer): Promise<Buffer> => {
    await new Promise<void>((resolve) => watchProtocol(client, '_kex', () => resolve()));
    return Buffer.concat([field('ssh-ed25519'), field(key.sign(data))]);
  };
  const method: AnyAuthMethod = { type: 'publickey', username: 'somebody', key: shownKey({ algorithm: 'ssh-ed25519', blob: key.getPublicSSH(), sign }) };
  client.connect({ sock: socket, username: 'somebody', authHandler: (_offered, _partial, next) => next(method) });
  letShownKeysSignIn(client, (problem) => trouble.push(problem));
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve).once('error', reject).once('close', () => reject(new Error('The server hung up.')));
  });
  expect(trouble).toEqual([]);
});

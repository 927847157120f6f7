import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import ssh2, { type ServerChannel } from 'ssh2';
import { afterEach, expect, it } from 'vitest';
import { sshKeys } from '../../../e2e/fixtures/ssh-keys.ts';
import { memorySource } from '../session/memory.ts';
import { openSftp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';
import { packet } from './wire/codes.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const uint64 = (value: number): Buffer => Buffer.concat([uint32(0), uint32(value)]);
const text = (value: string): Buffer => Buffer.concat([uint32(Buffer.byteLength(value)), Buffer.from(value)]);

/** Takes one file, and says by limits@openssh.com how much it takes at once. `written` gets the data of each WRITE. */
function serve(channel: ServerChannel, limit: number, written: Map<number, Buffer>): void {
  let rest = Buffer.alloc(0);
  const send = (type: number, ...parts: readonly Buffer[]): void => {
    const body = Buffer.concat([Buffer.from([type]), ...parts]);
    channel.write(Buffer.concat([uint32(body.length), body]));
  };
  const answer = (type: number, id: Buffer, body: Buffer): void => {
    if (type === packet.REALPATH) return send(packet.NAME, id, uint32(1), text('/'), text('/'), uint32(0));
    if (type === packet.EXTENDED) return send(packet.EXTENDED_REPLY, id, uint64(limit + 1024), uint64(limit), uint64(limit), uint64(0));
    if (type === packet.OPEN) return send(packet.HANDLE, id, text('h'));
    if (type === packet.WRITE) written.set(body.readUInt32BE(9), Buffer.from(body.subarray(17)));
    const size = [...written.values()].reduce((sum, { length }) => sum + length, 0);
    if (type === packet.FSTAT || type === packet.STAT || type === packet.LSTAT) return send(packet.ATTRS, id, uint32(1), uint64(size));
    return send(packet.STATUS, id, uint32(0), text(''), text(''));
  };
  channel.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
      const whole = rest.subarray(4, 4 + rest.readUInt32BE(0));
      rest = rest.subarray(4 + whole.length);
      if (whole[0] === packet.INIT) send(packet.VERSION, uint32(3), text('limits@openssh.com'), text('1'));
      else answer(whole[0] ?? 0, whole.subarray(1, 5), whole.subarray(5));
    }
  });
}

it('keeps to what a server takes at once', async () => {
  const { hosts } = await sshKeys();
  const written = new Map<number, Buffer>();
  const ssh = new ssh2.Server({ hostKeys: [hosts.ed25519.first.privateKey] }, (client) => {
    client.on('error', () => undefined);
    client.on('authentication', (context) => (context.method === 'password' ? context.accept() : context.reject(['password'])));
    client.on('session', (accept) => void accept().on('subsystem', (take) => serve(take(), 1000, written)));
  });
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    ends.push(() => socket.destroy());
    ssh.injectSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  const place = { host: '127.0.0.1' as const, port: (server.address() as AddressInfo).port, user: 'u', password: 'p' };
  const session = await openSftp(profileOf(place), quietContext(place));
  ends.push(() => session.close());
  const bytes = randomBytes(25_500);
  expect(await session.upload(memorySource(bytes), '/file', { signal: new AbortController().signal, offset: 0 })).toBe(bytes.length);
  expect(Math.max(...[...written.values()].map(({ length }) => length))).toBe(1000);
  expect(Buffer.concat([...written].toSorted(([a], [b]) => a - b).map(([, part]) => part)).equals(bytes)).toBe(true);
});

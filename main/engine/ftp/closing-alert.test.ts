import { createServer, connect as connectPlain, type AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { connect, TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { certificates } from '../../../e2e/fixtures/certificates.ts';
import { watchForClosingAlert } from './closing-alert.ts';

type Reading = 'static buffer' | 'stream';

/** A TLS server that sends `size` bytes and then ends TLS, or only the TCP connection below it. */
async function serve(version: 'TLSv1.2' | 'TLSv1.3', size: number, cut: boolean): Promise<{ port: number; close: () => void }> {
  const { chain, key } = (await certificates()).servers.good;
  const server = createServer((raw) => {
    // TLS over a stream of our own, so that the TCP connection below can be ended without its knowledge.
    const below = new Duplex({ read: () => undefined, write: (bytes, _, done) => void raw.write(bytes, done), final: (done) => void raw.end(done) });
    raw.on('error', () => undefined).on('data', (bytes) => below.push(bytes)).on('end', () => below.push(null));
    const tls = new TLSSocket(below as never, { isServer: true, cert: chain, key, minVersion: version, maxVersion: version });
    tls.on('error', () => undefined).resume();
    tls.once('secure', () => tls.write(Buffer.alloc(size), () => (cut ? raw.end() : tls.end())));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

async function endOf(port: number, reading: Reading, slow: boolean): Promise<{ bytes: number; byAlert: boolean }> {
  let bytes = 0;
  const target = { port, host: '127.0.0.1' };
  const pause = (socket: TLSSocket) => setTimeout(() => socket.resume(), 2);
  const watch = (socket: TLSSocket) => new Promise<{ bytes: number; byAlert: boolean }>((resolve, reject) => {
    const byAlert = watchForClosingAlert(socket);
    socket.once('error', reject);
    socket.once('end', () => resolve({ bytes, byAlert: byAlert() }));
  });
  if (reading === 'static buffer') {
    const callback = (count: number) => {
      bytes += count;
      if (slow) pause(socket);
      return !slow;
    };
    const socket: TLSSocket = connect({ ...target, rejectUnauthorized: false, onread: { buffer: Buffer.alloc(262_144), callback } } as never);
    return watch(socket);
  }
  const plain = connectPlain(target);
  await new Promise((resolve) => plain.once('connect', resolve));
  const socket = connect({ socket: plain, rejectUnauthorized: false });
  socket.on('data', (part) => {
    bytes += part.length;
    if (slow) pause(socket.pause());
  });
  return watch(socket);
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('%s', (version) => {
  describe.each(['static buffer', 'stream'] as const)('%s', (reading) => {
    for (const cut of [true, false]) for (const slow of [true, false]) for (const size of [10, 70_000, 2_000_000]) {
      it(`tells ${cut ? 'a cut' : 'a proper end'} after ${size} bytes${slow ? ', pausing' : ''}`, async () => {
        const server = await serve(version, size, cut);
        expect(await endOf(server.port, reading, slow)).toEqual({ bytes: size, byAlert: !cut });
        server.close();
      });
    }
  });
});

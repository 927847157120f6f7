import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectBare, type BareEvents, type BareSocket } from './bare-socket.ts';

let server: Server;
let port: number;
let accepted: Promise<Socket>;

async function listen(host: string): Promise<void> {
  server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
  accepted = once(server, 'connection').then(([socket]) => (socket as Socket).on('error', () => {}));
  await once(server.listen(0, host), 'listening');
  port = (server.address() as { readonly port: number }).port;
}

beforeEach(() => listen('127.0.0.1'));
afterEach(() => { server.close(); });

/** A connection and what becomes of it, in order. */
function connection(host = '127.0.0.1', takes: (bytes: string) => boolean = () => true) {
  const seen: string[] = [];
  let end: () => void = () => {};
  const over = new Promise<void>((resolve) => { end = resolve; });
  let connected: () => void = () => {};
  const stands = new Promise<void>((resolve) => { connected = resolve; });
  let memory = Buffer.alloc(4);
  const events: BareEvents = {
    room: () => (memory = Buffer.alloc(4)),
    filled: (count) => {
      seen.push(memory.toString('latin1', 0, count));
      return takes(seen.join(''));
    },
    connected: () => {
      seen.push('connected');
      connected();
    },
    ended: () => seen.push('ended'),
    failed: (error) => seen.push(`failed: ${error.message.replace(String(port), 'PORT')}`),
    closed: () => {
      seen.push('closed');
      end();
    },
  };
  const socket = connectBare(host, port, events);
  if (socket === null) throw new Error('This runtime has no handles.');
  return { socket, seen, over, stands };
}
const written = (socket: BareSocket, bytes: Buffer, seen: string[]) => new Promise<void>((resolve) => {
  socket.write(bytes, (error) => {
    seen.push(error ? `not written: ${error.message}` : 'written');
    resolve();
  });
});

describe('a connection on the bare handle', () => {
  it.each(['127.0.0.1', '::1'])('to %s brings what comes, in order, until the far end ends it', async (host) => {
    server.close();
    await listen(host);
    const { socket, seen, over } = connection(host);
    expect(socket.connecting).toBe(true);
    (await accepted).end('bytes by the dozen');
    await over;
    expect(seen.join('|')).toBe('connected|byte|s by| the| doz|en|ended|closed');
    expect([socket.connecting, socket.bytesRead]).toEqual([false, 18]);
  });

  it('sends, ends its half, and hears of it when that has gone out', async () => {
    const { socket, seen, over, stands } = connection();
    await stands;
    const far = await accepted;
    const gone = written(socket, Buffer.alloc(30_000_000, 'a'), seen);
    const ended = new Promise<void>((resolve) => { socket.end(() => resolve()); });
    let count = 0;
    for await (const bytes of far.setEncoding('latin1')) count += (bytes as string).length;
    await Promise.all([gone, ended]);
    far.end();
    await over;
    expect([count, socket.bytesWritten, seen.join('|')]).toEqual([30_000_000, 30_000_000, 'connected|written|ended|closed']);
  });

  it('waits while it may not read on', async () => {
    const { socket, seen, over } = connection('127.0.0.1', (bytes) => !bytes.endsWith('full'));
    const far = await accepted;
    far.write('fullmore');
    far.end();
    await expect.poll(() => seen.join('|')).toBe('connected|full');
    socket.resume();
    await over;
    expect(seen.join('|')).toBe('connected|full|more|ended|closed');
  });

  it('says why nobody answers', async () => {
    server.close();
    await once(server, 'close');
    const { seen, over } = connection();
    await over;
    expect(seen).toEqual(['failed: connect ECONNREFUSED 127.0.0.1:PORT', 'closed']);
  });

  it('tells what befell it before whoever waits for a write learns that it failed', async () => {
    const { socket, seen, stands } = connection();
    await stands;
    const far = await accepted;
    const pending = written(socket, Buffer.alloc(20_000_000), seen);
    far.resetAndDestroy();
    await pending;
    expect(seen.map((each) => each.replace(/(?:read|write) [A-Z]+/u, 'ERROR'))).toEqual(['connected', 'failed: ERROR', 'closed', 'not written: ERROR']);
  });

  it('can be broken off so that the far end sees an error', async () => {
    const { socket, over, stands } = connection();
    await stands;
    const far = await accepted;
    const broken = once(far, 'error').catch((error: unknown) => [error]);
    far.resume();
    socket.resetAndDestroy();
    expect((await broken)[0]).toMatchObject({ code: 'ECONNRESET' });
    await over;
    socket.destroy();
    expect(await new Promise((resolve) => { socket.write(Buffer.from('x'), resolve); })).toBeInstanceOf(Error);
  });

  it('is none for a name, which has to be looked up', () => {
    const never: BareEvents = { room: () => Buffer.alloc(1), filled: () => true, connected: () => {}, ended: () => {}, failed: () => {}, closed: () => {} };
    expect(connectBare('localhost', port, never)).toBeNull();
  });
});

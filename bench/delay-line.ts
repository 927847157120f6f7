import { connect, createServer, type Socket } from 'node:net';

/** Bytes that one direction of a connection may have under way: what a line of 50 ms holds at more than 2 GB a second. */
const LINE_CAPACITY = 64 * 1024 * 1024;

/** A long line to a server: a port on loopback behind which everything takes its time. */
export interface DelayLine {
  readonly host: '127.0.0.1';
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts a proxy before a server on loopback that holds every byte for half of `roundTrip` (milliseconds) in each direction, in order and
 * without a limit of bytes a second. A direction has one timer, however much is under way.
 */
export async function startDelayLine(target: { readonly host: string; readonly port: number }, roundTrip: number): Promise<DelayLine> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    const onward = connect({ ...target, noDelay: true, allowHalfOpen: true });
    for (const [from, to] of [[client, onward], [onward, client]] as const) {
      sockets.add(from);
      from.once('close', () => sockets.delete(from));
      // One end that breaks takes the other one with it.
      from.on('error', () => to.destroy());
      holdBack(from, to, roundTrip / 2);
    }
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ host: '127.0.0.1', port: 0 }, resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The delay line has no port.');
  return {
    host: '127.0.0.1',
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Passes bytes and the end on, each `delay` milliseconds after it came. */
function holdBack(from: Socket, to: Socket, delay: number): void {
  /** Null is the end. */
  const line: { readonly due: number; readonly bytes: Buffer | null }[] = [];
  let underWay = 0;
  let timer: NodeJS.Timeout | null = null;
  const release = (): void => {
    timer = null;
    const now = performance.now();
    while (line.length > 0 && line[0]!.due <= now && !to.writableNeedDrain) {
      const { bytes } = line.shift()!;
      if (bytes === null) to.end();
      else {
        underWay -= bytes.length;
        to.write(bytes);
      }
    }
    if (from.isPaused() && underWay < LINE_CAPACITY) from.resume();
    if (line.length > 0 && !to.writableNeedDrain && !to.destroyed) timer = setTimeout(release, Math.max(0, line[0]!.due - now));
  };
  const hold = (bytes: Buffer | null): void => {
    line.push({ due: performance.now() + delay, bytes });
    underWay += bytes?.length ?? 0;
    if (underWay >= LINE_CAPACITY) from.pause();
    if (timer === null && !to.writableNeedDrain) timer = setTimeout(release, delay);
  };
  from.on('data', hold);
  from.on('end', () => hold(null));
  to.on('drain', () => {
    if (timer === null) release();
  });
  to.once('close', () => {
    if (timer !== null) clearTimeout(timer);
    from.destroy();
  });
}

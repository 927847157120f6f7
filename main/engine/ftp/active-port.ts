import type { AddressInfo, Server } from 'node:net';
import { systemCode } from '../net/dial-failure.ts';
import { Failure } from '../session/failure.ts';

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Milliseconds after which taken ports are tried again; it may be another program that has them. */
const pause = 50;

export interface ListenWish {
  readonly address: string;
  /** Null for any port that the system has free. */
  readonly ports: PortRange | null;
  /** What failures name. */
  readonly host: string;
  /** Seconds to wait for a port of the range to come free. */
  readonly timeoutSeconds: number;
  /** True as soon as nobody needs the port any more. */
  readonly unwanted: () => boolean;
}

/**
 * Has `server` listen at `address` on a port of the range, and resolves with that port. Where all are taken, be it by other connections of
 * this app, it waits for one to come free. Rejects with `no-free-port`, `data-connection-failed`, or `cancelled` once it is unwanted.
 */
export async function listenWithin(server: Server, { address, ports, host, timeoutSeconds, unwanted }: ListenWish): Promise<number> {
  const { from, to } = ports ?? { from: 0, to: 0 };
  const latest = Date.now() + timeoutSeconds * 1000;
  const count = to - from + 1;
  for (;;) {
    // Begins anywhere, as connections that all began with the first would try the same taken ones in turn.
    const start = Math.floor(Math.random() * count);
    for (let step = 0; step < count; step += 1) {
      if (unwanted()) throw Failure.of('cancelled');
      const port = await listen(server, address, from + ((start + step) % count), host);
      if (port !== null) return port;
    }
    if (Date.now() > latest) throw Failure.of('no-free-port', { host, from, to });
    await new Promise<void>((resolve) => { setTimeout(resolve, pause); });
  }
}

/** The port that it listens on; null where that is taken. */
function listen(server: Server, address: string, port: number, host: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error): void => {
      server.removeListener('listening', onListening);
      if (port !== 0 && systemCode(error) === 'EADDRINUSE') resolve(null);
      else reject(Failure.of('data-connection-failed', { host }, error.message, error));
    };
    const onListening = (): void => {
      server.removeListener('error', onError);
      resolve((server.address() as AddressInfo).port);
    };
    server.once('error', onError).once('listening', onListening);
    server.listen(port, address);
  });
}

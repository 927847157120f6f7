import type { ClientChannel } from 'ssh2';
import { Failure } from '../../session/failure.ts';
import type { SshConnection } from '../../sftp/connection.ts';
import { widenWindow } from '../../sftp/ssh2-internals.ts';
import type { DialOptions } from '../dial.ts';
import type { Link } from '../link.ts';
import { readInto } from '../read-into.ts';
import { StreamLink } from '../stream-link.ts';
import type { HopPlace } from './hop-failure.ts';

/** Bytes that the far end may send ahead: enough for a distant server, and bounded where nobody reads. */
const WINDOW = 8 * 1024 * 1024;
/** Reasons of RFC 4254 section 5.1. */
const ADMINISTRATIVELY_PROHIBITED = 1;

/**
 * Connects to a server from a hop (direct-tcpip, RFC 4254 section 7.2). It is the hop that looks the name up. Rejects with `hop-forbids`,
 * `hop-cannot-reach`, `hop-timeout`, `cancelled`.
 */
export async function forward(connection: SshConnection, { host, port, timeoutSeconds, signal, onRead }: DialOptions, place: HopPlace): Promise<Link> {
  const words = { ...place, host, port };
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    let settled = false;
    const settle = (): void => {
      settled = true;
      clearTimeout(late);
      signal.removeEventListener('abort', onAbort);
    };
    const fail = (failure: Failure): void => {
      if (settled) return;
      settle();
      reject(failure);
    };
    const onAbort = (): void => fail(Failure.of('cancelled'));
    const late = setTimeout(() => fail(Failure.of('hop-timeout', { ...words, seconds: timeoutSeconds })), timeoutSeconds * 1000);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    void connection.ended.then(() => fail(Failure.of('hop-cannot-reach', words, 'The connection to the hop was lost.')));
    try {
      connection.client.forwardOut('127.0.0.1', 0, host, port, (error, opened) => {
        if (settled) {
          opened?.destroy();
          return;
        }
        if (error === undefined) {
          settle();
          resolve(opened);
          return;
        }
        const forbidden = 'reason' in error && error.reason === ADMINISTRATIVELY_PROHIBITED;
        fail(Failure.of(forbidden ? 'hop-forbids' : 'hop-cannot-reach', words, error.message, error));
      });
    } catch (problem) {
      fail(Failure.of('hop-cannot-reach', words, problem instanceof Error ? problem.message : String(problem), problem));
    }
  });
  const received = widenWindow(connection.client, channel, WINDOW);
  const link = new StreamLink(channel);
  channel.on('data', (bytes: Buffer) => received(bytes.length));
  if (onRead !== undefined) readInto(link, onRead);
  return link;
}

import { Failure } from '../../session/failure.ts';
import type { SshConnection } from '../../sftp/connection.ts';
import { openInTime } from '../../sftp/open-in-time.ts';
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
  const cannotReach = (said: string, cause?: Error): Failure => Failure.of('hop-cannot-reach', words, said, cause);
  const channel = await openInTime({
    client: connection.client,
    seconds: timeoutSeconds,
    signal,
    open: (answer) => void connection.client.forwardOut('127.0.0.1', 0, host, port, answer),
    opened: (channel) => channel,
    refused: (problem) => {
      const forbidden = 'reason' in problem && problem.reason === ADMINISTRATIVELY_PROHIBITED;
      return forbidden ? Failure.of('hop-forbids', words, problem.message, problem) : cannotReach(problem.message, problem);
    },
    late: () => Failure.of('hop-timeout', { ...words, seconds: timeoutSeconds }),
    lost: () => cannotReach('The connection to the hop was lost.'),
  });
  const received = widenWindow(connection.client, channel, WINDOW);
  const link = new StreamLink(channel);
  channel.on('data', (bytes: Buffer) => received(bytes.length));
  if (onRead !== undefined) readInto(link, onRead);
  return link;
}

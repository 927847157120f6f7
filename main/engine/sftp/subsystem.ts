import type { ClientChannel } from 'ssh2';
import { Failure } from '../session/failure.ts';
import type { SftpChannelOptions } from './channel.ts';
import type { SshConnection } from './connection.ts';
import { openInTime } from './open-in-time.ts';
import { openSubsystem } from './ssh2-internals.ts';

/** A channel that SFTP is spoken on. */
export interface Subsystem {
  readonly stream: ClientChannel;
  /** Rejects with a Failure where the server has no SFTP after all. */
  readonly granted: Promise<void>;
  /** What the server took to open the channel, in milliseconds. */
  readonly roundTrip: number;
}

/** The one server that is known to take well what is sent before it has answered to the request for the subsystem. */
export function takesWordsEarly({ serverVersion }: SshConnection): boolean {
  return /OpenSSH/iu.test(serverVersion);
}

/**
 * Opens a channel for SFTP. Resolves as soon as something may be sent on it, which can be before the server has granted it. Rejects with a
 * Failure, `reply-timeout` among them.
 */
export function askForSftp(connection: SshConnection, { host, timeoutSeconds: seconds }: Pick<SftpChannelOptions, 'host' | 'timeoutSeconds'>, signal: AbortSignal): Promise<Subsystem> {
  const { client } = connection;
  const start = performance.now();
  return new Promise((resolve, reject) => {
    let roundTrip = 0;
    let stream: ClientChannel | null = null;
    const asked = (channel: ClientChannel): void => {
      roundTrip = performance.now() - start;
      stream = channel;
      if (takesWordsEarly(connection)) resolve({ stream, granted, roundTrip });
    };
    const granted = openInTime<void>({
      client,
      seconds,
      signal,
      open: (answer) => openSubsystem(client, 'sftp', asked, answer),
      opened: (channel) => void (stream ??= channel),
      refused: (problem) => Failure.of('no-sftp', { host }, problem.message, problem),
      late: () => Failure.of('reply-timeout', { host, seconds }),
      lost: () => Failure.of('server-hung-up', { host }),
    });
    granted.then(() => stream && resolve({ stream, granted, roundTrip: roundTrip || performance.now() - start }), reject);
  });
}

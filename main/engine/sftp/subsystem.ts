import type { ClientChannel } from 'ssh2';
import { Failure } from '../session/failure.ts';
import type { SshConnection } from './connection.ts';
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

/** Opens a channel for SFTP. Resolves as soon as something may be sent on it, which can be before the server has granted it. */
export function askForSftp(connection: SshConnection, host: string): Promise<Subsystem> {
  const { client } = connection;
  const start = performance.now();
  return new Promise((resolve, reject) => {
    let roundTrip = 0;
    let stream: ClientChannel | null = null;
    const granted = new Promise<void>((grant, deny) => {
      const refuse = (error: Error): void => deny(Failure.of('no-sftp', { host }, error.message, error));
      const hungUp = (): void => deny(Failure.of('server-hung-up', { host }));
      client.once('close', hungUp);
      const asked = (channel: ClientChannel): void => {
        roundTrip = performance.now() - start;
        stream = channel;
        if (takesWordsEarly(connection)) resolve({ stream, granted, roundTrip });
      };
      try {
        openSubsystem(client, 'sftp', asked, (error, channel) => {
          client.off('close', hungUp);
          stream ??= channel;
          if (error) refuse(error);
          else grant();
        });
      } catch (problem) {
        refuse(problem instanceof Error ? problem : new Error(String(problem)));
      }
    });
    granted.then(() => stream && resolve({ stream, granted, roundTrip: roundTrip || performance.now() - start }), reject);
  });
}

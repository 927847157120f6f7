import ssh2, { type AuthenticationType, type Client, type NegotiatedAlgorithms, type NextAuthHandler } from 'ssh2';
import { userOf, type Profile } from '../../../shared/model/profile.ts';
import { dial } from '../net/dial.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { algorithms } from './algorithms.ts';
import { SignIn } from './auth/sign-in.ts';
import { connectionFailure, speaksOtherwise, strangerFailure } from './connection-failure.ts';
import { HandshakeFacts } from './handshake-facts.ts';
import { checkHostKey, describeHostKey, type HostKey } from './host-key.ts';
import { Patience } from './patience.ts';
import { SocketFeed } from './socket-feed.ts';
import { stopDebugLines } from './ssh2-internals.ts';

/** A signed-in SSH connection. */
export interface SshConnection {
  readonly client: Client;
  readonly serverVersion: string;
  readonly hostKey: HostKey;
  /** Of the last key exchange. */
  negotiated(): NegotiatedAlgorithms;
  /** Settles when the connection has ended. */
  readonly ended: Promise<void>;
}

/** Bytes read from the socket at once. */
const READ_BUFFER = 256 * 1024;
const KEEP_ALIVE_MILLISECONDS = 30_000;
const FIRST_WORDS = 1024;

/** Dials, checks the host key and signs in, in this order. Rejects with a Failure; nothing stays open then. */
export async function connectSsh(profile: Profile, context: SessionContext): Promise<SshConnection> {
  const { host, port } = profile;
  const attempt = new AbortController();
  const signal = AbortSignal.any([context.signal, attempt.signal]);
  const facts = new HandshakeFacts();
  let feed: SocketFeed | null = null;
  let firstWords = '';
  context.log('status', `Connecting to ${host} port ${port}`);
  const socket = await dial({
    host,
    port,
    timeoutSeconds: context.settings.timeoutSeconds,
    signal,
    onRead: { buffer: Buffer.allocUnsafeSlow(READ_BUFFER), callback: (bytes) => received(bytes) },
  });
  context.log('status', 'Connected; waiting for the server’s version');
  feed = new SocketFeed(socket);
  const client = new ssh2.Client();
  let give: ((failure: Failure) => void) | null = null;
  const patience = new Patience(context.settings.timeoutSeconds, () => {
    const stranger = facts.serverVersion === null && firstWords !== '';
    give?.(stranger ? strangerFailure(profile, firstWords) : Failure.of('reply-timeout', { host, seconds: context.settings.timeoutSeconds }));
  });

  function received(bytes: Uint8Array): boolean {
    patience.renew();
    if (facts.serverVersion === null && firstWords.length < FIRST_WORDS) {
      firstWords += Buffer.from(bytes).toString('latin1', 0, FIRST_WORDS);
      if (speaksOtherwise(firstWords)) give?.(strangerFailure(profile, firstWords));
    }
    return feed?.received(bytes) ?? false;
  }

  const ended = new Promise<void>((resolve) => client.once('close', () => resolve()));
  let hostKey: HostKey | null = null;
  let negotiated: NegotiatedAlgorithms | null = null;
  let signingIn = false;
  const whileAsking = <T>(question: () => Promise<T>): Promise<T> => patience.whileAsking(question);
  const giveUp = (problem: unknown): void => give?.(problem instanceof Failure ? problem : Failure.of('unexpected', {}, String(problem), problem));
  const signIn = new SignIn({ profile, user: userOf(profile.logon), context, signal, whileAsking }, process.env['SSH_AUTH_SOCK'], giveUp);

  /** Runs at every key exchange; only the first may ask. */
  const verify = (blob: Buffer, permit: (permitted: boolean) => void): void => {
    const shown = describeHostKey(blob);
    if (hostKey !== null) {
      permit(shown.fingerprint === hostKey.fingerprint);
      return;
    }
    whileAsking(() => checkHostKey(shown, profile, context, signal)).then(() => {
      hostKey = shown;
      permit(true);
    }, giveUp);
  };

  const signInNext = async (offered: readonly string[] | null, partial: boolean, next: NextAuthHandler): Promise<void> => {
    try {
      next(await signIn.next(offered, partial));
    } catch (problem) {
      giveUp(problem);
    }
  };

  try {
    await new Promise<void>((resolve, reject) => {
      give = reject;
      const cancel = (): void => reject(Failure.of('cancelled'));
      if (context.signal.aborted) cancel();
      context.signal.addEventListener('abort', cancel, { once: true, signal: attempt.signal });
      client
        .on('error', (error) => reject(connectionFailure(error, profile, { facts, firstWords, signingIn, refusal: (words) => signIn.refusal(words) })))
        .on('close', () => reject(facts.serverVersion === null ? strangerFailure(profile, firstWords) : signingIn ? signIn.hungUp('The server closed the connection.') : Failure.of('server-hung-up', { host })))
        .on('handshake', (agreed) => {
          // From here on everything read is decrypted into memory of ssh2's own.
          if (feed !== null) feed.reuse = true;
          negotiated = agreed;
          const { cipher, mac } = agreed.cs;
          context.log('trace', `Key exchange ${agreed.kex}, host key ${agreed.serverHostKey}, cipher ${cipher}, MAC ${mac || '<implicit>'}`);
        })
        .on('banner', (text) => logLines(context, text))
        .on('greeting', (text) => logLines(context, text))
        .on('ready', () => resolve())
        .connect({
          sock: feed as SocketFeed,
          username: userOf(profile.logon),
          ident: 'Hawser',
          algorithms,
          readyTimeout: 0,
          keepaliveInterval: KEEP_ALIVE_MILLISECONDS,
          keepaliveCountMax: 3,
          debug: facts.take,
          hostVerifier: verify,
          authHandler: (offered: AuthenticationType[] | null, partial: boolean | null, next) => {
            if (!signingIn) context.log('status', `Server is ${facts.serverVersion ?? 'unnamed'}`);
            signingIn = true;
            void signInNext(offered, partial === true, next);
          },
        });
    });
  } catch (problem) {
    socket.destroy();
    throw problem;
  } finally {
    give = null;
    patience.end();
    attempt.abort();
  }
  stopDebugLines(client);
  context.log('status', `Signed in as ${userOf(profile.logon)}`);
  if (hostKey === null || negotiated === null) throw Failure.of('unexpected', {}, 'Signed in without a host key.');
  const key: HostKey = hostKey;
  return { client, serverVersion: facts.serverVersion ?? '', hostKey: key, negotiated: () => negotiated as unknown as NegotiatedAlgorithms, ended };
}

function logLines(context: SessionContext, text: string): void {
  for (const line of text.split(/\r?\n/u)) if (line !== '') context.log('reply', line.slice(0, 1000));
}

import type { Algorithms, AuthenticationType, Client, NegotiatedAlgorithms, NextAuthHandler, ServerHostKeyAlgorithm } from 'ssh2';
import { userOf } from '../../../shared/model/logon.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { algorithms, weakAmong } from './algorithms.ts';
import { allowWeak } from './allow-weak.ts';
import { letPasswordsChange } from './auth/change-password.ts';
import { letShownKeysSignIn } from './auth/shown-key.ts';
import { SignIn } from './auth/sign-in.ts';
import { checkHostKey, readIdentity, type AcceptedHostKey } from './check-host-key.ts';
import { connectionFailure } from './connection-failure.ts';
import { allowOwnCiphers, useOwnCrypto } from './crypto/own-crypto.ts';
import type { FirstContact } from './first-contact.ts';
import { allowCertificates, certificateAlgorithms, exchangeWithCertificates } from './host-certificate/in-exchange.ts';
import { preferKnown, type KnownHost } from './known-hosts/known-host.ts';

const KEEP_ALIVE_MILLISECONDS = 30_000;

/** One handshake with ssh2: keys are exchanged, the host key is checked, the user signs in. */
export class Handshake {
  /** The host key that was accepted; null before. */
  hostKey: AcceptedHostKey | null = null;
  /** Of the last key exchange, also of those after signing in. */
  negotiated: NegotiatedAlgorithms | null = null;
  readonly #client: Client;
  readonly #contact: FirstContact;
  readonly #profile: Profile;
  readonly #context: SessionContext;
  readonly #known: KnownHost;
  readonly #signal: AbortSignal;
  readonly #signIn: SignIn;
  #signingIn = false;
  #goOn: (() => void) | null = null;

  /** `signal` fires when the attempt is over, whatever its end. */
  constructor(client: Client, contact: FirstContact, profile: Profile, context: SessionContext, known: KnownHost, signal: AbortSignal) {
    this.#client = client;
    this.#contact = contact;
    this.#profile = profile;
    this.#context = context;
    this.#known = known;
    this.#signal = signal;
    const scene = { profile, user: userOf(profile.logon), context, signal, whileAsking: contact.whileAsking };
    this.#signIn = new SignIn(scene, process.env['SSH_AUTH_SOCK'], this.#giveUp);
    letPasswordsChange(client, scene, () => this.#signIn.lastPassword, this.#giveUp);
  }

  /** Resolves once signed in. Rejects with a Failure and leaves the socket to the caller. */
  run(): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.#contact.onTrouble = reject;
      const cancel = (): void => reject(Failure.of('cancelled'));
      if (this.#context.signal.aborted) cancel();
      this.#context.signal.addEventListener('abort', cancel, { once: true, signal: this.#signal });
      this.#client
        .on('error', (error) => reject(this.#failureOf(error)))
        .on('close', () => reject(this.#closedEarly()))
        .on('handshake', this.#agreed)
        .on('banner', (text) => logLines(this.#context, text))
        .on('greeting', (text) => logLines(this.#context, text))
        .on('ready', () => resolve());
      this.#start();
    });
  }

  #start(): void {
    const { feed, facts } = this.#contact;
    allowOwnCiphers();
    allowCertificates();
    this.#client.connect({
      sock: feed,
      username: userOf(this.#profile.logon),
      ident: 'Hawser',
      algorithms: offer(this.#known),
      readyTimeout: 0,
      keepaliveInterval: KEEP_ALIVE_MILLISECONDS,
      keepaliveCountMax: 3,
      debug: facts.take,
      hostVerifier: this.#verify,
      authHandler: (offered: AuthenticationType[] | null, partial: boolean | null, next) => void this.#signInNext(offered, partial === true, next),
    });
    useOwnCrypto(this.#client);
    exchangeWithCertificates(this.#client);
    letShownKeysSignIn(this.#client, this.#unsigned);
  }

  readonly #agreed = (agreed: NegotiatedAlgorithms): void => {
    // From here on everything read is decrypted into memory of ssh2's own.
    this.#contact.feed.reuse = true;
    const before = this.negotiated;
    this.negotiated = agreed;
    const { cipher, mac } = agreed.cs;
    this.#context.log('trace', `Key exchange ${agreed.kex}, host key ${agreed.serverHostKey}, cipher ${cipher}, MAC ${mac || '<implicit>'}`);
    if (before !== null) this.#stayStrong(before, agreed);
  };

  /** Keys exchanged again may rest on nothing weak that the first exchange had not: nobody was asked about that. The next connection asks. */
  #stayStrong(before: NegotiatedAlgorithms, agreed: NegotiatedAlgorithms): void {
    const had = weakAmong(before).map(({ name }) => name);
    const added = weakAmong(agreed).map(({ name }) => name).filter((name) => !had.includes(name));
    if (added.length === 0) return;
    const failure = Failure.of('insecure-algorithms-refused', { host: this.#profile.host, algorithms: added.join(', ') });
    this.#context.log('error', `The server turned to ${added.join(', ')} in mid-connection, which is known to be weak. The connection is ended.`);
    this.#giveUp(failure);
    this.#client.destroy();
  }

  /** Runs at every key exchange; only the first may ask. */
  readonly #verify = (blob: Buffer, permit: (permitted: boolean) => void): void => {
    const shown = readIdentity(blob);
    if (this.hostKey !== null) {
      permit(shown.key.fingerprint === this.hostKey.fingerprint);
      return;
    }
    this.#contact.whileAsking(() => checkHostKey(shown, this.#profile, this.#context, this.#known, this.#signal)).then((accepted) => {
      this.hostKey = accepted;
      permit(true);
    }, this.#giveUp);
  };

  async #signInNext(offered: readonly string[] | null, partial: boolean, next: NextAuthHandler): Promise<void> {
    if (!this.#signingIn) this.#context.log('status', `Server is ${this.#contact.facts.serverVersion ?? 'unnamed'}`);
    const isFirst = !this.#signingIn;
    this.#signingIn = true;
    const agreed = this.negotiated;
    this.#goOn = () => void this.#signInNext(offered, false, next);
    try {
      // After the host key, so that nobody in between can have chosen them, and before the user is named.
      if (isFirst && agreed !== null) await this.#contact.whileAsking(() => allowWeak(agreed, this.#profile, this.#context, this.#signal));
      next(await this.#signIn.next(offered, partial));
    } catch (problem) {
      this.#giveUp(problem);
    }
  }

  /** The server would take a key, and whoever holds it did not sign. */
  readonly #unsigned = (problem: unknown): void => {
    if (this.#signal.aborted) return;
    this.#context.log('error', `The key did not sign: ${problem instanceof Error ? problem.message : String(problem)}`);
    this.#goOn?.();
  };

  readonly #giveUp = (problem: unknown): void => {
    this.#contact.onTrouble?.(problem instanceof Failure ? problem : Failure.of('unexpected', {}, String(problem), problem));
  };

  #failureOf(error: Error): Failure {
    const { facts, firstWords } = this.#contact;
    return connectionFailure(error, this.#profile, { facts, firstWords, signingIn: this.#signingIn, refusal: (words) => this.#signIn.refusal(words) });
  }

  #closedEarly(): Failure {
    if (this.#contact.facts.serverVersion === null) return this.#contact.stranger();
    return this.#signingIn ? this.#signIn.hungUp('The server closed the connection.') : Failure.of('handshake-broken', { host: this.#profile.host });
  }
}

/** Certificates come first where an authority may vouch for the server, as with OpenSSH. ssh2 wants lists that it may change. */
function offer(known: KnownHost): Algorithms {
  const { kex, serverHostKey, cipher, hmac, compress } = algorithms;
  const certificates: readonly ServerHostKeyAlgorithm[] = known.authorities.length === 0 ? [] : certificateAlgorithms;
  return { kex: [...kex], serverHostKey: [...certificates, ...preferKnown(serverHostKey, known)], cipher: [...cipher], hmac: [...hmac], compress: [...compress] };
}

function logLines(context: SessionContext, text: string): void {
  for (const line of text.split(/\r?\n/u)) if (line !== '') context.log('reply', line.slice(0, 1000));
}

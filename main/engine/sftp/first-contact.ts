import type { Profile } from '../../../shared/model/profile.ts';
import type { Link } from '../net/link.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { beginsAsSsh, speaksOtherwise, strangerFailure } from './connection-failure.ts';
import { HandshakeFacts } from './handshake-facts.ts';
import { Patience } from './patience.ts';
import { SocketFeed } from './socket-feed.ts';

/** Bytes read from the socket at once. */
const READ_BUFFER = 256 * 1024;
const FIRST_WORDS = 1024;

/** A dialled server until it has let the user in: what it said first, what is known of it, and how long it has been silent. */
export class FirstContact {
  readonly facts = new HandshakeFacts();
  /** Gets the reason for giving up, while somebody waits for the sign-in. */
  onTrouble: ((failure: Failure) => void) | null = null;
  readonly #profile: Profile;
  #firstWords = '';
  #socket: Link | null = null;
  #feed: SocketFeed | null = null;
  #patience: Patience | null = null;

  private constructor(profile: Profile) {
    this.#profile = profile;
  }

  /** Dials the server of the profile. Rejects with a Failure; nothing stays open then. */
  static async dial(profile: Profile, { route, settings: { timeoutSeconds } }: SessionContext, signal: AbortSignal): Promise<FirstContact> {
    const { host, port } = profile;
    const contact = new FirstContact(profile);
    const onRead = { buffer: Buffer.allocUnsafeSlow(READ_BUFFER), callback: (bytes: Uint8Array) => contact.#received(bytes) };
    contact.#socket = await route.dial({ host, port, timeoutSeconds, signal, onRead });
    contact.#feed = new SocketFeed(contact.#socket);
    contact.#patience = new Patience(timeoutSeconds, () => {
      contact.onTrouble?.(contact.isStranger ? contact.stranger() : Failure.of('reply-timeout', { host, seconds: timeoutSeconds }));
    });
    return contact;
  }

  /** What ssh2 reads from and writes to. */
  get feed(): SocketFeed {
    if (this.#feed === null) throw new Error('Not dialled.');
    return this.#feed;
  }

  /** The start of what the server said, as Latin-1. */
  get firstWords(): string {
    return this.#firstWords;
  }

  /** Something was said, and not by an SSH server as far as can be told yet. */
  get isStranger(): boolean {
    return this.facts.serverVersion === null && this.#firstWords !== '' && !beginsAsSsh(this.#firstWords);
  }

  stranger(): Failure {
    return strangerFailure(this.#profile, this.#firstWords);
  }

  /** Runs what waits for a person, whose time does not count against the server. */
  readonly whileAsking = <T>(question: () => Promise<T>): Promise<T> => (this.#patience === null ? question() : this.#patience.whileAsking(question));

  /** Nobody waits for the sign-in any more. */
  over(): void {
    this.onTrouble = null;
    this.#patience?.end();
  }

  destroy(): void {
    this.#socket?.destroy();
  }

  #received(bytes: Uint8Array): boolean {
    this.#patience?.renew();
    if (this.facts.serverVersion === null && this.#firstWords.length < FIRST_WORDS) {
      this.#firstWords += Buffer.from(bytes).toString('latin1', 0, FIRST_WORDS);
      if (speaksOtherwise(this.#firstWords)) this.onTrouble?.(this.stranger());
    }
    return this.#feed?.received(bytes) ?? false;
  }
}

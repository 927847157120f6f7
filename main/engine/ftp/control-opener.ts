import { certificateProblems } from '../../../shared/model/certificate.ts';
import { ftpChoicesOf } from '../../../shared/model/ftp-choices.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Charset } from '../charset/charset.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { noteFact } from '../tls/note-fact.ts';
import { allowPlaintext, staysHere } from './allow-plaintext.ts';
import { ControlConnection } from './control.ts';
import { greet } from './greet.ts';
import { askForTls, secureControl, type SecureControl } from './secure-control.ts';

/** What is read at once of replies. */
const replyBytes = 65_536;

/**
 * Makes control connections that are ready for signing in: greeted, encrypted where they shall be, with a server that is trusted. What the
 * user has settled on for one connection holds for the next.
 */
export class ControlOpener {
  /** How the latest connection is encrypted; null where it is not. */
  secured: SecureControl | null = null;
  readonly #profile: Profile;
  readonly #context: SessionContext;
  readonly #charset: Charset;
  #open: ControlConnection | null = null;
  #fingerprint: string | undefined;
  #plaintextAllowed = false;

  /** `profile` names host and port of what is dialled. */
  constructor(profile: Profile, context: SessionContext, charset: Charset) {
    this.#profile = profile;
    this.#context = context;
    this.#charset = charset;
  }

  /** Rejects as `openFtp` does. */
  async connect(): Promise<ControlConnection> {
    const { protocol, host, port } = this.#profile;
    const { log, signal, route, settings: { timeoutSeconds } } = this.#context;
    log('status', `Connecting to ${host}:${port}…`);
    // Where nothing comes between, replies are read into one buffer and without a stream: a small file has three.
    const onRead = () => ({ buffer: Buffer.allocUnsafeSlow(replyBytes), callback: (bytes: Uint8Array) => control.hear(bytes) });
    const link = await route.dial({ host, port, timeoutSeconds, signal, ...(protocol === 'ftp' && route.direct && { onRead: onRead() }) });
    const control: ControlConnection = new ControlConnection({ host, port, timeoutSeconds, log, charset: this.#charset });
    this.#open = control;
    this.secured = null;
    control.takeLink(link);
    if (protocol === 'ftps-implicit') await this.#secure(control);
    else await greet(control, host);
    if (protocol === 'ftps-explicit') await this.#explicit(control);
    if (protocol === 'ftp' && this.#profile.logon.type !== 'anonymous' && !staysHere(control, route.direct)) await this.#plain();
    // Whoever looks at a certificate for longer than the server waits has still answered.
    if (control.failure?.data.code === 'lost') return this.connect();
    if (protocol === 'ftps-implicit') await greet(control, host);
    return control;
  }

  /** Ends the latest connection. */
  close(failure: Failure): void {
    this.#open?.closeWithError(failure);
  }

  async #explicit(control: ControlConnection): Promise<void> {
    const refused = await askForTls(control);
    if (refused === null) return this.#secure(control);
    const { host } = this.#profile;
    if (ftpChoicesOf(this.#profile).tls === 'required') throw Failure.of('tls-unsupported', { host }, refused.text);
    return this.#plain();
  }

  async #secure(control: ControlConnection): Promise<void> {
    this.secured = await secureControl(control, this.#profile, trusting(this.#context, this.#fingerprint));
    this.#fingerprint = this.secured.fingerprint;
    await noteFact(this.#context.trust, this.#profile, 'spoke-tls');
  }

  async #plain(): Promise<void> {
    if (!this.#plaintextAllowed) await allowPlaintext(this.#profile, this.#context);
    this.#plaintextAllowed = true;
  }
}

/** The same context, in which a certificate that was settled on a moment ago needs no further question. */
function trusting(context: SessionContext, fingerprint: string | undefined): SessionContext {
  if (fingerprint === undefined) return context;
  const { trust } = context;
  return {
    ...context,
    trust: {
      ...trust,
      certificates: async (...place) => [{ fingerprint, pem: null, despite: certificateProblems }, ...(await trust.certificates(...place))],
    },
  };
}

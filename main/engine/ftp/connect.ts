import { ftpChoicesOf, type FtpChoices } from '../../../shared/model/ftp-choices.ts';
import { certificateProblems } from '../../../shared/model/certificate.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { openCharset } from '../charset/open-charset.ts';
import { BufferPool } from './buffer-pool.ts';
import type { FtpConnection } from './connection.ts';
import { ControlConnection } from './control.ts';
import { DataModeChoice } from './data-mode.ts';
import { asFailure, refusalReason } from './failures.ts';
import { askFeatures } from './features.ts';
import { ftpSession } from './ftp-session.ts';
import { signIn } from './login.ts';
import { prepareSession } from './prepare-session.ts';
import { protectData } from './protect-data.ts';
import { askForTls, secureControl, type SecureControl } from './secure-control.ts';
import { isCompletion, isPreliminary } from './reply.ts';

/**
 * Connects to an FTP or FTPS server and signs in. Rejects with a Failure: what `dial` gives, `not-this-protocol`, `tls-unsupported`,
 * `tls-failed`, `tls-injected`, `certificate-refused`, `wrong-password`, `login-refused`, `too-many-connections`, `sign-in-cancelled`,
 * `reply-timeout`, `server-hung-up`, `cancelled`.
 */
export async function openFtp(profile: Profile, context: SessionContext): Promise<Session> {
  // An FTP proxy stands in for the server: it is dialled, greets, and shows its certificate.
  const { host, port } = ftpChoicesOf(profile).proxy ?? profile;
  const { log, signal, settings } = context;
  const { timeoutSeconds } = settings;
  const charset = await openCharset(profile.charset);
  let open: ControlConnection | null = null;
  const onAbort = (): void => open?.closeWithError(Failure.of('cancelled'));
  signal.addEventListener('abort', onAbort, { once: true });

  let secured: SecureControl | null = null;
  const secure = async (control: ControlConnection): Promise<void> => {
    secured = await secureControl(control, { ...profile, host, port }, trusting(context, secured?.fingerprint));
  };
  const connect = async (): Promise<ControlConnection> => {
    log('status', `Connecting to ${host}:${port}…`);
    const link = await context.route.dial({ host, port, timeoutSeconds, signal });
    const control = new ControlConnection({ host, port, timeoutSeconds, log, charset });
    open = control;
    control.takeLink(link);
    if (profile.protocol === 'ftps-implicit') await secure(control);
    else await greet(control, host);
    if (profile.protocol === 'ftps-explicit') {
      await askForTls(control, host);
      await secure(control);
    }
    // Whoever looks at a certificate for longer than the server waits has still answered.
    if (control.failure?.data.code === 'lost') return connect();
    if (profile.protocol === 'ftps-implicit') await greet(control, host);
    return control;
  };

  try {
    const control = await signIn(profile, context, connect);
    const tls = secured as SecureControl | null;
    const choices = ftpChoicesOf(profile);
    if (tls !== null) await protectData(control, host, choices.dataProtection);
    const features = await askFeatures(control);
    const ftp: FtpConnection = {
      control,
      host,
      route: context.route,
      timeoutSeconds,
      settings,
      log,
      features,
      charset,
      dataMode: new DataModeChoice(profile, context),
      controlProtection: tls?.protection ?? { kind: 'plain' },
      inspect: tls?.inspect ?? null,
      dataTls: choices.dataProtection === 'private' ? (tls?.dataTls ?? null) : null,
      choices,
      buffers: new BufferPool(),
      learned: learnedAtFirst(profile, choices),
    };
    const facts = await prepareSession(ftp);
    log('status', 'Signed in.');
    return ftpSession(ftp, facts);
  } catch (thrown) {
    const failure = signal.aborted ? Failure.of('cancelled') : asFailure(thrown);
    (open as ControlConnection | null)?.closeWithError(failure);
    throw failure;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function learnedAtFirst({ serverType = 'default' }: Profile, { hiddenFiles, timeOffsetMinutes }: FtpChoices): FtpConnection['learned'] {
  return {
    serverType, extendedPassive: null, preTransfer: false, compressed: false, compresses: true, passive: false, listsAll: hiddenFiles ? null : false, type: 'I', timeWay: null,
    timeOffset: timeOffsetMinutes === null ? null : timeOffsetMinutes * 60_000, hash: null, dataProtection: null,
  };
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

/** Waits for the server's greeting; 120 asks for patience (RFC 959 section 5.4). */
export async function greet(control: ControlConnection, host: string): Promise<void> {
  const reply = await control.converse([], (next) => !isPreliminary(next));
  if (isCompletion(reply)) return;
  const reason = refusalReason(reply);
  throw Failure.of(reason === 'too-many-connections' ? reason : 'server-hung-up', { host }, reply.text);
}

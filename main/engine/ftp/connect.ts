import { ftpChoicesOf, type FtpChoices } from '../../../shared/model/ftp-choices.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { explainCertificateAlert } from '../tls/certificate-alert.ts';
import type { Session } from '../session/session.ts';
import { openCharset } from '../charset/open-charset.ts';
import { accountOf } from './account.ts';
import { BufferPool } from './buffer-pool.ts';
import { clearControl } from './clear-control.ts';
import type { FtpConnection } from './connection.ts';
import { ControlOpener } from './control-opener.ts';
import { DataModeChoice } from './data-mode.ts';
import { asFailure } from './failures.ts';
import { askFeatures } from './features.ts';
import { besideOthers } from './full-server.ts';
import { ftpSession } from './ftp-session.ts';
import { passwordProven, signIn } from './login.ts';
import { prepareSession } from './prepare-session.ts';
import { protectData } from './protect-data.ts';

/**
 * Connects to an FTP or FTPS server and signs in. Rejects with a Failure: what `dial` gives, `not-this-protocol`, `tls-unsupported`,
 * `tls-failed`, `tls-injected`, `certificate-refused`, `plaintext-refused`, `client-certificate-…`, `wrong-password`, `login-refused`, `too-many-connections`, `sign-in-cancelled`,
 * `reply-timeout`, `server-hung-up`, `cancelled`.
 */
export async function openFtp(profile: Profile, context: SessionContext): Promise<Session> {
  // An FTP proxy stands in for the server: it is dialled, greets, and shows its certificate.
  const { host, port } = ftpChoicesOf(profile).proxy ?? profile;
  const { log, signal, settings } = context;
  const { timeoutSeconds } = settings;
  const charset = await openCharset(profile.charset);
  const opener = new ControlOpener({ ...profile, host, port }, context, charset);
  const onAbort = (): void => opener.close(Failure.of('cancelled'));
  signal.addEventListener('abort', onAbort, { once: true });

  try {
    const control = await signIn(profile, context, () => opener.connect());
    const { secured: tls } = opener;
    const choices = ftpChoicesOf(profile);
    if (tls !== null) await protectData(control, host, choices.dataProtection);
    const carrier = tls?.carrier ?? null;
    const cleared = carrier !== null && (await clearControl(control, carrier, log));
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
      controlProtection: tls === null || cleared ? { kind: 'plain' } : tls.protection,
      inspect: tls?.inspect ?? null,
      dataTls: choices.dataProtection === 'private' ? (tls?.dataTls ?? null) : null,
      choices,
      account: accountOf(profile),
      buffers: new BufferPool(),
      learned: learnedAtFirst(profile, choices),
    };
    const facts = await prepareSession(ftp);
    log('status', 'Signed in.');
    return ftpSession(ftp, facts);
  } catch (thrown) {
    const refused = passwordProven(profile, context) ? besideOthers(asFailure(thrown), host) : asFailure(thrown);
    const failure = signal.aborted ? Failure.of('cancelled') : explainCertificateAlert(refused, host);
    opener.close(failure);
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

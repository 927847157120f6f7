import type { CertificateReport } from '../../../shared/model/certificate.ts';
import type { SessionContext } from '../session/context.ts';
import { openCharset } from '../charset/open-charset.ts';
import { Failure } from '../session/failure.ts';
import { certificateReport } from '../tls/certificate-report.ts';
import { isTrusted } from '../tls/settle-trust.ts';
import { greet } from './greet.ts';
import { ControlConnection } from './control.ts';
import { asFailure } from './failures.ts';
import { askForTls, inspectControl } from './secure-control.ts';

export interface InspectedPlace {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'ftps-explicit' | 'ftps-implicit';
}

/**
 * Looks at the certificate of an FTPS server and says goodbye. No user name and no password is ever sent, whatever the certificate is
 * worth. Rejects as `openFtp` does up to the end of the handshake.
 */
export async function inspectFtps({ host, port, protocol }: InspectedPlace, context: Pick<SessionContext, 'log' | 'trust' | 'settings' | 'signal' | 'route'>): Promise<CertificateReport> {
  const { log, trust, signal, route, settings: { timeoutSeconds } } = context;
  const authorities = await trust.authorities();
  log('status', `Looking at the certificate of ${host}:${port}…`);
  const control = new ControlConnection({ host, port, timeoutSeconds, log, charset: await openCharset(undefined) });
  const onAbort = (): void => control.closeWithError(Failure.of('cancelled'));
  try {
    const link = await route.dial({ host, port, timeoutSeconds, signal });
    control.takeLink(link);
    signal.addEventListener('abort', onAbort, { once: true });
    if (protocol === 'ftps-explicit') {
      await greet(control, host);
      const refused = await askForTls(control);
      if (refused !== null) throw Failure.of('tls-unsupported', { host }, refused.text);
    }
    const judged = await inspectControl(control, { host, timeoutSeconds, authorities });
    if (judged === null) throw Failure.of('tls-failed', { host }, 'The server showed no certificate.');
    const { chain, leaf, problems, tls } = judged;
    const [kept, notes] = await Promise.all([trust.certificates(host, port), trust.notes(host, port)]);
    const lastSeen = kept.find((one) => one.fingerprint === leaf.fingerprint256)?.fingerprint ?? notes.find(({ note }) => note === 'certificate-seen')?.detail ?? kept[0]?.fingerprint ?? null;
    return await certificateReport({ certificates: chain, authorities, source: 'server', host, port, problems, tls, lastSeen, excepted: isTrusted(kept, leaf.fingerprint256, problems) });
  } catch (thrown) {
    throw signal.aborted ? Failure.of('cancelled') : asFailure(thrown);
  } finally {
    signal.removeEventListener('abort', onAbort);
    if (control.failure === null) control.send('QUIT');
    control.closeWithError(Failure.of('cancelled'));
  }
}

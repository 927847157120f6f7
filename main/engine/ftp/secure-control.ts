import type { EventEmitter } from 'node:events';
import { isIP, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import type { CertificateReport } from '../../../shared/model/certificate.ts';
import { ftpChoicesOf } from '../../../shared/model/ftp-choices.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Protection } from '../../../shared/model/protection.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { certificateReport } from '../tls/certificate-report.ts';
import { loadClientCertificate } from '../tls/client-certificate.ts';
import { judgePeer, type PeerJudgement } from '../tls/judge-peer.ts';
import { settleTrust, type TrustedPeer } from '../tls/settle-trust.ts';
import { tlsFacts } from '../tls/tls-facts.ts';
import { trustingContext } from '../tls/trusted-roots.ts';
import type { ControlConnection } from './control.ts';
import type { DataTls } from './data-tls.ts';
import { resumptionOf } from './resumption.ts';
import { PeelableLink } from './peelable-link.ts';
import { isCompletion, type Reply } from './reply.ts';

export interface SecureControl {
  /** SHA-256 of the certificate that was settled on. */
  readonly fingerprint: string;
  readonly protection: Protection;
  readonly dataTls: DataTls;
  /** What TLS can be peeled off with (CCC), where the site wants that. */
  readonly carrier: PeelableLink | null;
  /** What is to be said of the certificate. */
  readonly inspect: () => Promise<CertificateReport>;
}

/**
 * AUTH TLS (RFC 4217 section 4), and AUTH SSL for servers that know the mechanism by its older name only; the versions spoken are the same.
 * Resolves with null when TLS may begin, else with the server's refusal. Rejects with `tls-injected` when more than the reply comes.
 */
export async function askForTls(control: ControlConnection): Promise<Reply | null> {
  const reply = await control.authenticate('AUTH TLS');
  if (isCompletion(reply)) return null;
  const older = await control.authenticate('AUTH SSL');
  // Some servers say 334, as for mechanisms with more steps to come.
  return isCompletion(older) || older.code === 334 ? null : reply;
}

/** Encrypts the control connection and settles whether its server is to be trusted. Nothing secret is sent before this has resolved. */
export async function secureControl(control: ControlConnection, profile: Profile, context: SessionContext): Promise<SecureControl> {
  const { host, port } = profile;
  const authorities = await context.trust.authorities();
  const choices = ftpChoicesOf(profile);
  const resumption = await resumptionOf(profile, context);
  const certificate = choices.clientCertificate === undefined ? null : await loadClientCertificate(choices.clientCertificate, context.secretOf);
  const secureContext = trustingContext(choices.minimumTls, authorities, certificate);
  const { socket, servername, carrier } = wrapControl(control, host, secureContext, choices.clearControl);

  let trusted: TrustedPeer | null = null;
  const check = (channel: TLSSocket): Protection => {
    const identity = trusted?.fingerprint === channel.getPeerX509Certificate()?.fingerprint256 ? trusted?.identity : judgePeer(channel, host, authorities)?.problems.length === 0 ? 'verified' : undefined;
    if (identity === undefined) throw Failure.of('certificate-refused', { host }, 'The data channel shows another certificate than the control connection.');
    return { ...measure(channel), identity };
  };
  const dataTls: DataTls = { secureContext, servername, session: undefined, ...resumption, check };
  socket.on('session', (session) => {
    dataTls.session = session;
  });

  await handshake(control, socket, host, context.settings.timeoutSeconds);
  // Measured at once, as a server may hang up while the user looks at its certificate.
  const measured = measure(socket);
  context.log('status', `The control connection is encrypted: ${measured.version}, ${measured.cipher}.`);
  const settled = await settleTrust(socket, profile, authorities, context);
  trusted = settled;
  const { judged: { chain, problems, tls }, lastSeen } = settled;
  return {
    fingerprint: settled.fingerprint,
    protection: { ...measured, identity: settled.identity },
    dataTls,
    carrier,
    inspect: () => certificateReport({ certificates: chain, authorities, source: 'server', host, port, problems, tls, lastSeen, excepted: true }),
  };
}

/** Encrypts the control connection only to look at the certificate that the server shows; whoever it is, nothing secret may follow. Null when it shows none. */
export async function inspectControl(control: ControlConnection, { host, timeoutSeconds, authorities }: { readonly host: string; readonly timeoutSeconds: number; readonly authorities: readonly string[] }): Promise<PeerJudgement | null> {
  const { socket } = wrapControl(control, host, trustingContext('1.0', authorities), false);
  await handshake(control, socket, host, timeoutSeconds);
  return judgePeer(socket, host, authorities);
}

function wrapControl(control: ControlConnection, host: string, secureContext: SecureContext, peelable: boolean) {
  const servername = isIP(host) === 0 ? host : null;
  const options = { secureContext, rejectUnauthorized: false, ...(servername === null ? {} : { servername }) };
  if (peelable) return { ...upgradePeelably(control, (socket) => connectTls({ socket, ...options })), servername };
  return { socket: upgrade(control, (plain) => connectTls({ socket: plain, ...options })), carrier: null, servername };
}

function measure(socket: TLSSocket): Omit<Extract<Protection, { kind: 'tls' }>, 'identity'> {
  const { version, cipher, resumed } = tlsFacts(socket);
  return { kind: 'tls', version, cipher, resumed };
}

/**
 * Puts TLS around the control connection's socket. basic-ftp strips every listener from a socket that is replaced, also those by which the
 * TLS socket learns what happens below it, so that these are put back.
 */
function upgrade(control: ControlConnection, wrap: (plain: Socket) => TLSSocket): TLSSocket {
  const plain: Socket = control.socket;
  plain.removeAllListeners();
  const socket = wrap(plain);
  const listeners = plain.eventNames().map((name) => [name, plain.rawListeners(name)] as const);
  control.socket = socket;
  for (const [name, added] of listeners) for (const listener of added) (plain as EventEmitter).on(name, listener as (...values: unknown[]) => void);
  return socket;
}

/** The same over a carrier, which is between the two sockets. Of the addresses of its ends TLS knows nothing then, so that it is told. */
function upgradePeelably(control: ControlConnection, wrap: (carrier: PeelableLink) => TLSSocket): { socket: TLSSocket; carrier: PeelableLink } {
  const { localAddress, remoteAddress } = control.socket;
  const carrier = new PeelableLink(control.letGo());
  const socket = wrap(carrier);
  for (const [name, value] of Object.entries({ localAddress, remoteAddress })) Object.defineProperty(socket, name, { value });
  control.takeLink(socket);
  return { socket, carrier };
}

/** Waits for the end of the handshake. Whatever ends the connection meanwhile is `tls-failed`, unless the user cancelled. */
async function handshake(control: ControlConnection, socket: TLSSocket, host: string, timeoutSeconds: number): Promise<void> {
  const late = setTimeout(() => control.closeWithError(Failure.of('reply-timeout', { host, seconds: timeoutSeconds })), timeoutSeconds * 1000);
  const secured = new Promise<void>((resolve) => {
    socket.once('secureConnect', resolve);
  });
  await Promise.race([secured, control.ended]);
  clearTimeout(late);
  const { failure } = control;
  if (failure === null) return;
  const kept = failure.data.code === 'cancelled' || failure.data.code === 'timeout';
  throw kept ? failure : Failure.of('tls-failed', { host }, wordsOf(failure), failure);
}

function wordsOf(failure: Failure): string {
  return failure.data.detail ?? (failure.cause instanceof Error ? failure.cause.message : failure.message);
}

import { knowingly } from '../../../shared/model/server-note.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { isLoopback, plainAddress } from './plain-address.ts';
import type { ControlConnection } from './control.ts';

/**
 * Has the user allow that what follows, the password included, crosses the network readable by all: once per site, and anew where the server
 * has spoken TLS before, since somebody may be taking it out. Rejects with `plaintext-refused`.
 */
export async function allowPlaintext({ host, port }: { readonly host: string; readonly port: number }, { ask, trust, signal, log }: Pick<SessionContext, 'ask' | 'trust' | 'signal' | 'log'>): Promise<void> {
  const notes = await trust.notes(host, port);
  const hadTls = notes.some(({ note }) => note === 'spoke-tls');
  if (notes.some(({ note, detail }) => note === 'plaintext-allowed' && (!hadTls || detail === knowingly))) return;
  log('status', hadTls ? 'The connection is not encrypted, though this server has spoken TLS before.' : 'The connection is not encrypted.');
  const answer = await ask({ kind: 'plaintext', host, port, hadTls }, signal);
  if (answer === 'refuse') throw Failure.of('plaintext-refused', { host });
  if (answer === 'always') await trust.note(host, port, { note: 'plaintext-allowed', detail: hadTls ? knowingly : '' });
}

/** Whether the control connection stays on this machine, where nobody can listen. Through a proxy or a tunnel nobody knows. */
export function staysHere({ socket: { localAddress, remoteAddress } }: ControlConnection, direct: boolean): boolean {
  if (!direct || remoteAddress === undefined) return false;
  return isLoopback(remoteAddress) || plainAddress(remoteAddress) === plainAddress(localAddress);
}

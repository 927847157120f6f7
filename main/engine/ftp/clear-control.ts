import { once } from 'node:events';
import type { TLSSocket } from 'node:tls';
import type { ControlConnection } from './control.ts';
import type { PeelableLink } from './peelable-link.ts';
import { isCompletion } from './reply.ts';

/** Milliseconds that a server gets to end TLS on its side; some never do. */
const patience = 1000;

/**
 * Takes the control connection back to plain after signing in (CCC, RFC 2228 section 3 and RFC 4217 section 12.3), so that firewalls can read
 * PASV and PORT. Returns whether the server agreed; where it did not, the connection stays encrypted.
 */
export async function clearControl(control: ControlConnection, carrier: PeelableLink, log: (kind: 'status' | 'error', text: string) => void): Promise<boolean> {
  const tls = control.socket as TLSSocket;
  // Servers end TLS right behind their reply, which is not the end of the connection.
  const onEnd = tls.listeners('end') as (() => void)[];
  tls.removeAllListeners('end');
  const onLost = (): void => control.closeWithError(new Error('Server closed connection unexpectedly.'));
  carrier.once('lost', onLost);
  const reply = await control.exchange('CCC');
  carrier.removeListener('lost', onLost);
  if (!isCompletion(reply)) {
    for (const listener of onEnd) tls.on('end', listener);
    log('error', 'The server does not take the control connection back to plain (CCC). It stays encrypted.');
    return false;
  }
  control.letGo();
  const plain = carrier.peel();
  const ended = tls.readableEnded ? undefined : once(tls, 'end').catch(() => undefined);
  tls.on('error', () => undefined);
  tls.resume();
  tls.end();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => { timer = setTimeout(resolve, patience); });
  await (ended && Promise.race([plain, ended, late]));
  clearTimeout(timer);
  const link = carrier.release();
  tls.destroy();
  control.takeLink(link);
  link.resume();
  log('status', 'The control connection is plain from here on (CCC); all commands can be read on the way.');
  return true;
}

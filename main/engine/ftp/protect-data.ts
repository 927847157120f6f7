import { Failure } from '../session/failure.ts';
import type { ControlConnection } from './control.ts';
import { isCompletion } from './reply.ts';

/** Has the server encrypt data channels: PBSZ 0, then PROT P (RFC 4217 section 9). A server that will not is not used, as that is what FTPS was chosen for. */
export async function protectData(control: ControlConnection, host: string): Promise<void> {
  await control.exchange('PBSZ 0');
  const reply = await control.exchange('PROT P');
  if (!isCompletion(reply)) throw Failure.of('not-supported', { host, what: 'PROT P' }, reply.text);
}

import type { FtpChoices } from '../../../shared/model/ftp-choices.ts';
import { Failure } from '../session/failure.ts';
import type { ControlConnection } from './control.ts';
import { isCompletion } from './reply.ts';

/**
 * Has the server encrypt data channels: PBSZ 0, then PROT P (RFC 4217 section 9). A server that will not is not used, as that is what FTPS was
 * chosen for; unless the site says that data goes in the clear, which PROT C asks for.
 */
export async function protectData(control: ControlConnection, host: string, protection: FtpChoices['dataProtection']): Promise<void> {
  const level = protection === 'private' ? 'PROT P' : 'PROT C';
  await control.exchange('PBSZ 0');
  const reply = await control.exchange(level);
  if (!isCompletion(reply)) throw Failure.of('not-supported', { host, what: level }, reply.text);
}

import type { Profile } from '../../../shared/model/profile.ts';
import type { Protection } from '../../../shared/model/protection.ts';
import { knowingly, type Noted } from '../../../shared/model/server-note.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { noteFact } from '../tls/note-fact.ts';
import type { FtpConnection } from './connection.ts';
import type { DataTls } from './data-tls.ts';
import type { TransferRequest } from './transfer-request.ts';

type Resumption = Pick<DataTls, 'takesUnresumed' | 'noteResumption' | 'allowUnresumed'>;

/**
 * Watches over what ties the data channels of one connection to it: each must resume the TLS session, or anybody who is quicker could take
 * its place. Where a server does not do that, the user is asked once per site.
 */
export async function resumptionOf({ host, port }: Pick<Profile, 'host' | 'port'>, { trust, ask, log }: SessionContext): Promise<Resumption> {
  let noted = false;
  const remembered = async (): Promise<{ readonly had: boolean; readonly allowed: boolean }> => {
    const notes = await trust.notes(host, port);
    const had = notes.some(({ note }) => note === 'resumed-tls');
    return { had, allowed: notes.some((one) => allows(one, had)) };
  };
  const resumption: Resumption = {
    takesUnresumed: (await remembered()).allowed,
    noteResumption: (protection: Protection) => {
      if (protection.kind !== 'tls') return;
      if (!protection.resumed && !resumption.takesUnresumed) throw Failure.of('no-resumption-refused', { host });
      if (!protection.resumed || noted) return;
      noted = true;
      noteFact(trust, { host, port }, 'resumed-tls').catch((thrown: unknown) => log('error', `What the server can could not be remembered: ${String(thrown)}`));
    },
    allowUnresumed: async (signal) => {
      const { had, allowed } = await remembered();
      if (!allowed) {
        log('status', 'The data channel did not resume the TLS session of the control connection.');
        const answer = await ask({ kind: 'no-resumption', host, port, had }, signal);
        if (answer === 'refuse') throw Failure.of('no-resumption-refused', { host });
        if (answer === 'always') await trust.note(host, port, { note: 'no-resumption-allowed', detail: had ? knowingly : '' });
      }
      resumption.takesUnresumed = true;
    },
  };
  return resumption;
}

/**
 * Makes a transfer. Where its data channel is not tied to the control connection it is given up before a byte of it is taken or sent, so that
 * no server waits while the user is asked, and made again when the user has allowed that.
 */
export async function tiedOrAllowed<T>({ dataTls }: FtpConnection, { signal }: TransferRequest, transfer: () => Promise<T>): Promise<T> {
  try {
    return await transfer();
  } catch (thrown) {
    if (dataTls === null || !(thrown instanceof Failure) || thrown.data.reason !== 'no-resumption-refused') throw thrown;
    await dataTls.allowUnresumed(signal);
    return await transfer();
  }
}

function allows({ note, detail }: Noted, had: boolean): boolean {
  return note === 'no-resumption-allowed' && (!had || detail === knowingly);
}

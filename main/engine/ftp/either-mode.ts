import { isIPv4 } from 'node:net';
import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';
import { passiveOnly } from './passive-only.ts';
import { otherMode, type OpenedMode } from './data-mode.ts';
import { plainAddress } from './plain-address.ts';

/** One try at a transfer. */
export interface Attempt {
  readonly mode: OpenedMode;
  /** Whether both sides have settled how to connect; what fails later is the transfer's own matter, unless it says otherwise. */
  agreed: boolean;
}

/**
 * Makes a transfer in the mode that is asked for and, where no data channel comes about, once more in the other one. `untouched` tells
 * whether nothing has been read or written yet, so that it can begin again. Where both fail, rejects with the first failure.
 */
export async function inEitherMode<T>(ftp: FtpConnection, untouched: () => boolean, transfer: (attempt: Attempt) => Promise<T>): Promise<T> {
  if (!ftp.route.direct) return transfer({ mode: passiveOnly(ftp), agreed: false });
  const first: Attempt = { mode: ftp.dataMode.current(), agreed: false };
  try {
    return await withoutExtension(ftp, first, untouched, transfer);
  } catch (thrown) {
    if (!couldNotOpen(thrown, first) || !untouched()) throw thrown;
    const mode = otherMode(first.mode);
    ftp.dataMode.noteFailure(first.mode);
    // A server that is still waiting for the connection reads no further command; the next session knows better.
    if (ftp.control.failure !== null) throw thrown;
    ftp.log('status', `The data channel could not be opened in ${first.mode} mode (${thrown.data.detail ?? thrown.message}). Trying ${mode} mode.`);
    const second: Attempt = { mode, agreed: false };
    try {
      return await withoutExtension(ftp, second, untouched, transfer);
    } catch (again) {
      if (!couldNotOpen(again, second)) throw again;
      ftp.dataMode.forget();
      ftp.log('error', `The data channel could not be opened in ${mode} mode either (${again.data.detail ?? again.message}).`);
      throw thrown;
    }
  }
}

/** Makes a transfer and, where nobody answers at the port that EPSV named, once more by PASV: some firewalls read no other reply, and open no other port. */
async function withoutExtension<T>(ftp: FtpConnection, attempt: Attempt, untouched: () => boolean, transfer: (attempt: Attempt) => Promise<T>): Promise<T> {
  const { control, learned, choices } = ftp;
  try {
    return await transfer(attempt);
  } catch (thrown) {
    const unreachable = attempt.mode === 'passive' && learned.extendedPassive === true && attempt.agreed === false && thrown instanceof Failure && thrown.data.reason === 'data-connection-failed';
    if (!unreachable || !untouched() || control.failure !== null || choices.passiveAddress === 'as-sent' || !isIPv4(plainAddress(control.socket.remoteAddress))) throw thrown;
    ftp.log('status', `The port that EPSV named could not be reached (${thrown.data.detail ?? thrown.message}). Trying PASV.`);
    learned.extendedPassive = false;
    return transfer(attempt).catch((again: unknown) => {
      if (!couldNotOpen(again, attempt)) throw again;
      learned.extendedPassive = null;
      throw thrown;
    });
  }
}

function couldNotOpen(thrown: unknown, { agreed }: Attempt): thrown is Failure {
  if (!(thrown instanceof Failure) || thrown.data.code === 'cancelled') return false;
  return !agreed || thrown.data.reason === 'data-connection-failed';
}

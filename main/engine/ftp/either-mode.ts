import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';
import { passiveOnly } from './passive-only.ts';
import { otherMode, type OpenedMode } from './data-mode.ts';

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
    return await transfer(first);
  } catch (thrown) {
    if (!couldNotOpen(thrown, first) || !untouched()) throw thrown;
    const mode = otherMode(first.mode);
    ftp.dataMode.noteFailure(first.mode);
    // A server that is still waiting for the connection reads no further command; the next session knows better.
    if (ftp.control.failure !== null) throw thrown;
    ftp.log('status', `The data channel could not be opened in ${first.mode} mode (${thrown.data.detail ?? thrown.message}). Trying ${mode} mode.`);
    const second: Attempt = { mode, agreed: false };
    try {
      return await transfer(second);
    } catch (again) {
      if (!couldNotOpen(again, second)) throw again;
      ftp.dataMode.forget();
      ftp.log('error', `The data channel could not be opened in ${mode} mode either (${again.data.detail ?? again.message}).`);
      throw thrown;
    }
  }
}

function couldNotOpen(thrown: unknown, { agreed }: Attempt): thrown is Failure {
  if (!(thrown instanceof Failure) || thrown.data.code === 'cancelled') return false;
  return !agreed || thrown.data.reason === 'data-connection-failed';
}

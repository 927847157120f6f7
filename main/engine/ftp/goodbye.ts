import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';

/** Milliseconds that a server gets to answer QUIT. */
const patience = 1000;

/** Says QUIT and waits a moment for the answer, unless a transfer is running, which ends with the connection. Never rejects. */
export async function sayGoodbye({ control }: FtpConnection): Promise<void> {
  if (control.failure !== null) return;
  if (!control.busy) {
    const late = new Promise<void>((resolve) => setTimeout(resolve, patience).unref());
    await Promise.race([late, control.exchange('QUIT').catch(() => undefined)]);
  }
  control.closeWithError(Failure.of('not-connected'));
}

import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';
import { isCompletion } from './reply.ts';

/**
 * Does `work` and, where the server wants an account for it (332, 532; RFC 959 section 5.4) and the site has one, gives that (ACCT) and does it
 * once more. Rejects as `work` did where that does not help.
 */
export async function withAccount<T>({ choices, control }: FtpConnection, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const wanted = thrown instanceof Failure && thrown.data.reason === 'login-refused' && /^[35]32/u.test(thrown.data.detail ?? '');
    if (!wanted || choices.account === '' || control.failure !== null) throw thrown;
    if (!isCompletion(await control.exchange(`ACCT ${choices.account}`))) throw thrown;
    return work();
  }
}

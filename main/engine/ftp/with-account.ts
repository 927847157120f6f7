import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';
import { isCompletion } from './reply.ts';

/**
 * Does `work` and, where the server wants an account for it (332, 532; RFC 959 section 5.4) and there is one, gives that (ACCT) and does it
 * once more, as long as the first time has left it `untouched`. Rejects as `work` did where that does not help.
 */
export async function withAccount<T>({ account, control }: FtpConnection, work: () => Promise<T>, untouched: () => boolean = () => true): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const wanted = thrown instanceof Failure && thrown.data.reason === 'login-refused' && /^[35]32/u.test(thrown.data.detail ?? '');
    if (!wanted || account === null || control.failure !== null || !untouched()) throw thrown;
    if (!isCompletion(await control.exchange(`ACCT ${account}`))) throw thrown;
    return work();
  }
}

import { ftpChoicesOf } from '../../../shared/model/ftp-choices.ts';
import { userOf } from '../../../shared/model/logon.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { askPrompts } from '../session/ask-prompts.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import type { ControlConnection } from './control.ts';
import { loginRefusal } from './failures.ts';
import { signInThrough } from './login-proxy.ts';
import { isCompletion, type Reply } from './reply.ts';

const attempts = 3;

/** No password beforehand: the user answers what the server says (a challenge, a one-time code). */
const theServerAsks = Symbol('the server asks');

/** By custom an address; this one names nobody (RFC 1635). */
const anonymousPassword = 'anonymous@example.com';

/**
 * Signs in (RFC 959: USER, PASS, and ACCT where the server asks for it and the site has one) on a connection that `connect` makes, and returns that connection. After a refused password asks for
 * another, on a new connection where the server has closed the old one. Rejects with `wrong-password`, `login-refused`,
 * `too-many-connections`, `sign-in-cancelled`.
 */
export async function signIn(profile: Profile, context: SessionContext, connect: () => Promise<ControlConnection>): Promise<ControlConnection> {
  let control = await connect();
  let refused: Failure | null = null;
  try {
    for (let attempt = 1; ; attempt += 1) {
      const password = asksEachTime(profile) ? theServerAsks : profile.logon.type === 'anonymous' ? anonymousPassword : await context.password(attempt > 1);
      // Whoever gives up after a refusal is told what the server said of the last password.
      if (password === null) throw refused ?? Failure.of('sign-in-cancelled', { host: profile.host });
      // A proxy that has been told where to go takes no second word.
      if (attempt > 1 && ftpChoicesOf(profile).proxy !== undefined) control.closeWithError(Failure.of('cancelled'));
      if (control.failure !== null) control = await connect();
      const used = control;
      const failure = await tryPassword(used, profile, password, context).catch(async (thrown: unknown) => {
        // A server that hangs up after a refusal may do so only when the next attempt is on its way.
        if (attempt === 1 || used.failure?.data.code !== 'lost') throw thrown;
        control = await connect();
        return tryPassword(control, profile, password, context);
      });
      if (failure === null) return control;
      // A password that other connections are signed in with is not asked for anew.
      if (failure.data.reason !== 'wrong-password' || (context.othersIn?.() === true && !asksEachTime(profile)) || profile.logon.type === 'anonymous' || attempt === attempts) throw failure;
      refused = failure;
    }
  } catch (thrown) {
    control.closeWithError(thrown instanceof Failure ? thrown : Failure.of('cancelled'));
    throw thrown;
  }
}

async function tryPassword(control: ControlConnection, profile: Profile, password: string | typeof theServerAsks, context: SessionContext): Promise<Failure | null> {
  const user = userOf(profile.logon);
  const { account, proxy } = ftpChoicesOf(profile);
  let reply = proxy === undefined ? await control.exchange(`USER ${user}`) : await signInThrough(proxy, control, profile, password === theServerAsks ? '' : password, context);
  if (reply.code === 331 && proxy === undefined) {
    const answer = password === theServerAsks ? await answerTo(reply, profile, context) : password;
    if (answer === null) throw Failure.of('sign-in-cancelled', { host: profile.host });
    reply = await control.exchange(`PASS ${answer}`);
  }
  if (reply.code === 332 && account !== '') reply = await control.exchange(`ACCT ${account}`);
  return isCompletion(reply) ? null : loginRefusal(reply, profile.host, user);
}

/** Behind a proxy of FTP the reply to USER is the proxy's, and says nothing of what the server wants. */
function asksEachTime(profile: Profile): boolean {
  return profile.logon.type === 'interactive' && ftpChoicesOf(profile).proxy === undefined;
}

/** Shows the user what the server said to USER; null where they give up. */
async function answerTo(reply: Reply, profile: Profile, context: SessionContext): Promise<string | null> {
  const text = reply.text.replace(/^331[ -]/gmu, '').trim();
  const answers = await askPrompts(profile, context, { name: '', instructions: '', prompts: [{ text, echo: false }] }, context.signal);
  return answers === null ? null : (answers[0] ?? '');
}

import { ftpChoicesOf } from '../../../shared/model/ftp-choices.ts';
import { userOf } from '../../../shared/model/logon.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { askPrompts } from '../session/ask-prompts.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { accountOf, noteAccount } from './account.ts';
import type { ControlConnection } from './control.ts';
import { loginRefusal } from './failures.ts';
import { signInThrough } from './login-proxy.ts';
import { isCompletion, type Reply } from './reply.ts';

const attempts = 3;

/** Questions that a server may have at one sign-in: password, one-time code, account. */
const steps = 5;

/** No password beforehand: the user answers what the server says (a challenge, a one-time code). */
const theServerAsks = Symbol('the server asks');

/** By custom an address; this one names nobody (RFC 1635). */
const anonymousPassword = 'anonymous@example.com';

/**
 * Signs in (RFC 959: USER, PASS, and ACCT where the server asks for it) on a connection that `connect` makes, and returns that connection. What the server wants
 * beyond the password, and an account that the site does not name, the user is asked for. After a refused password asks for another, on a new connection where the server has closed the old one. Rejects with `wrong-password`, `login-refused`,
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
      if (failure.data.reason !== 'wrong-password' || passwordProven(profile, context) || profile.logon.type === 'anonymous' || attempt === attempts) throw failure;
      refused = failure;
    }
  } catch (thrown) {
    control.closeWithError(thrown instanceof Failure ? thrown : Failure.of('cancelled'));
    throw thrown;
  }
}

async function tryPassword(control: ControlConnection, profile: Profile, password: string | typeof theServerAsks, context: SessionContext): Promise<Failure | null> {
  const user = userOf(profile.logon);
  const { proxy } = ftpChoicesOf(profile);
  let reply = proxy === undefined ? await control.exchange(`USER ${user}`) : await signInThrough(proxy, control, profile, password === theServerAsks ? '' : password, context);
  let untold = password === theServerAsks ? null : password;
  let account = accountOf(profile);
  for (let step = 1; step <= steps; step += 1) {
    if (reply.code === 331 && proxy === undefined) {
      reply = await control.exchange(`PASS ${untold ?? (await answerTo(reply, profile, context))}`);
      untold = null;
    } else if (reply.code === 332) {
      const given = account ?? (await answerTo(reply, profile, context));
      account = null;
      reply = await control.exchange(`ACCT ${given}`);
      noteAccount(profile, given, isCompletion(reply));
    } else break;
  }
  return isCompletion(reply) ? null : loginRefusal(reply, profile.host, user);
}

/** Whether other connections are signed in with the same password, so that it is not asked for anew when it is refused. */
export function passwordProven(profile: Profile, context: SessionContext): boolean {
  return context.othersIn?.() === true && !asksEachTime(profile);
}

/** Behind a proxy of FTP the reply to USER is the proxy's, and says nothing of what the server wants. */
function asksEachTime(profile: Profile): boolean {
  return profile.logon.type === 'interactive' && ftpChoicesOf(profile).proxy === undefined;
}

/** Shows the user what the server asks for. Rejects with `sign-in-cancelled` where they give up. */
async function answerTo(reply: Reply, profile: Profile, context: SessionContext): Promise<string> {
  const text = reply.text.replace(/^33\d[ -]/gmu, '').trim();
  const answers = await askPrompts(profile, context, { name: '', instructions: '', prompts: [{ text, echo: false }] }, context.signal);
  if (answers === null) throw Failure.of('sign-in-cancelled', { host: profile.host }, reply.text);
  return answers[0] ?? '';
}

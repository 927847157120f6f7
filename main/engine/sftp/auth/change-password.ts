import type { Client } from 'ssh2';
import { askPrompts } from '../../session/ask-prompts.ts';
import { Failure } from '../../session/failure.ts';
import { giveOldPassword } from '../ssh2-internals.ts';
import type { SignInScene } from './method.ts';

/** Tries at typing the same password twice. */
const MOST_TRIES = 5;

/**
 * Answers a server that wants a new password before it lets the account in (RFC 4252 section 8): the user types it twice. `lastPassword`
 * is the one that has just been sent; `onProblem` gets the Failure when the user gives up.
 */
export function letPasswordsChange(client: Client, scene: SignInScene, lastPassword: () => string | null, onProblem: (problem: unknown) => void): void {
  client.on('change password', (prompt, answer) => {
    askTwice(scene, prompt).then((fresh) => {
      giveOldPassword(client, lastPassword() ?? '');
      answer(fresh);
    }, onProblem);
  });
}

async function askTwice({ profile, user, context, signal, whileAsking }: SignInScene, prompt: string): Promise<string> {
  context.log('reply', `The password of ${user} must be changed: ${prompt.trim().slice(0, 1000)}`);
  // The server's own words, since nobody else knows what it calls this.
  const line = { text: prompt, echo: false };
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const answers = await whileAsking(() => askPrompts(profile, context, { name: '', instructions: prompt, prompts: [line, line] }, signal));
    if (answers === null) break;
    const [fresh, again] = answers;
    if (fresh !== undefined && fresh !== '' && fresh === again) return fresh;
  }
  throw Failure.of('sign-in-cancelled', { host: profile.host }, prompt.trim());
}

import type { KeyboardInteractiveCallback, Prompt } from 'ssh2';
import { askPrompts } from '../../session/ask-prompts.ts';
import { Failure } from '../../session/failure.ts';
import type { SignInMethod, SignInScene } from './method.ts';
import type { PasswordSource } from './password.ts';

/** Rounds of one sign-in; a lone refused password comes again as a new one. */
const MOST_ROUNDS = 20;

/**
 * The server asks, the user answers (RFC 4256). A lone question for the password is answered from the account's password, unless the site
 * wants every question shown. `onProblem` gets the Failure when the user gives up, since ssh2 cannot be told so from here.
 */
export function keyboardInteractive(scene: SignInScene, source: PasswordSource, onProblem: (problem: unknown) => void): SignInMethod {
  const { user, context } = scene;
  let rounds = 0;
  return {
    name: 'keyboard-interactive',
    next: () => {
      rounds++;
      if (rounds > MOST_ROUNDS) return Promise.resolve(null);
      context.log('command', `Signing in as ${user} by the server's own questions (keyboard-interactive)`);
      return Promise.resolve({
        type: 'keyboard-interactive',
        username: user,
        prompt: (name, instructions, _language, prompts, finish) => {
          answer(scene, source, name, instructions, prompts).then((answers) => (finish as KeyboardInteractiveCallback)([...answers]), onProblem);
        },
      });
    },
  };
}

async function answer(scene: SignInScene, source: PasswordSource, name: string, instructions: string, prompts: readonly Prompt[]): Promise<readonly string[]> {
  const { profile, context, signal, whileAsking } = scene;
  const [only, ...others] = prompts;
  const shown = profile.logon.type === 'interactive';
  if (!shown && only !== undefined && others.length === 0 && only.echo !== true && isPasswordPrompt(only.prompt)) return [await source.take()];
  // Servers end a round without questions; nobody needs to see that.
  if (only === undefined && name === '' && instructions === '') return [];
  const asked = { name, instructions, prompts: prompts.map(({ prompt, echo }) => ({ text: prompt, echo: echo === true })) };
  const answers = await whileAsking(() => askPrompts(profile, context, asked, signal));
  if (answers === null) throw Failure.of('sign-in-cancelled', { host: profile.host });
  return answers;
}

/** PAM's `Password: ` and its kin, in the languages that sshd's PAM modules are translated to most; not `New password:` or one-time codes. */
function isPasswordPrompt(text: string): boolean {
  return /^\s*(?:\(\S+\)\s*)?(?:\S+@?\S*'s\s+)?(?:password|passwort|mot de passe|contraseña|senha|wachtwoord|hasło|пароль|パスワード|密码)(?:\s+for\s+\S+)?\s*[:：]?\s*$/iu.test(text);
}

import type { Profile } from '../../../shared/model/profile.ts';
import { LONGEST_PROMPT, MOST_PROMPTS, type Question } from '../../../shared/model/question.ts';
import type { SessionContext } from './context.ts';
import { Failure } from './failure.ts';

type Prompts = Extract<Question, { readonly kind: 'prompts' }>;

/**
 * Asks the user what the server of the profile asks, in its words, and says which server that is. One answer for each prompt; null where
 * they give up. Rejects with `prompts-unbounded` where that is more than a person can be shown.
 */
export async function askPrompts({ host, port }: Profile, { ask, hop }: SessionContext, asked: Pick<Prompts, 'name' | 'instructions' | 'prompts'>, signal: AbortSignal): Promise<readonly string[] | null> {
  const { name, instructions, prompts } = asked;
  const texts = [name, instructions, ...prompts.map(({ text }) => text)];
  if (prompts.length > MOST_PROMPTS || texts.some(({ length }) => length > LONGEST_PROMPT)) {
    const longest = Math.max(...texts.map(({ length }) => length));
    throw Failure.of('prompts-unbounded', { host }, `${prompts.length} prompts, the longest text of ${longest} characters.`);
  }
  const answers = await ask({ kind: 'prompts', host, port, hop: hop ?? null, name, instructions, prompts }, signal);
  return answers === null ? null : prompts.map((_, index) => answers[index] ?? '');
}

import { afterEach, expect, it } from 'vitest';
import { startFtpDouble, type FtpDouble } from '../../../e2e/fixtures/ftp-double.ts';
import type { Ask } from '../session/context.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

let double: FtpDouble | null = null;
afterEach(async () => {
  await double?.stop();
  double = null;
});

/** A server that wants the answer to a challenge in place of a password. */
async function signIn(answers: readonly (readonly string[] | null)[]) {
  double = await startFtpDouble({
    script: {
      USER: (self) => self.reply('331 Response to challenge 4711 required.'),
      PASS: (self, password) => self.reply(password === 'answer' ? '230 In.' : '530 Login incorrect.'),
    },
  });
  const left = [...answers];
  const ask = ((question: { kind: string }) => Promise.resolve(question.kind === 'prompts' ? (left.shift() ?? null) : 'once')) as Ask;
  const context = quietContext(double, { ask, password: () => Promise.reject(new Error('not to be asked')) });
  const profile = { ...profileOf(double, 'ftp'), logon: { type: 'interactive', user: double.user } } as const;
  return { context, opened: openFtp(profile, context).then((session) => session.close()) };
}

it('shows what the server asks at each try, and logs no answer', async () => {
  const { context, opened } = await signIn([['wrong'], ['answer']]);
  await opened;
  const prompts = context.questions.filter(({ kind }) => kind === 'prompts');
  expect(prompts).toMatchObject([{ prompts: [{ text: 'Response to challenge 4711 required.', echo: false }] }, { kind: 'prompts' }]);
  expect(context.lines.join('\n')).not.toContain('answer');
});

it('ends without a word to the server when the user gives up', async () => {
  const { opened } = await signIn([null]);
  await expect(opened).rejects.toMatchObject({ data: { reason: 'sign-in-cancelled' } });
  expect(double?.commands.join(' ')).not.toContain('PASS');
});

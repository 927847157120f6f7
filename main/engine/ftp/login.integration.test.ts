import { afterEach, expect, it } from 'vitest';
import { startFtpDouble, type FtpDouble, type FtpScript } from '../../../e2e/fixtures/ftp-double.ts';
import { ftpChoicesSchema } from '../../../shared/model/ftp-choices.ts';
import { memorySource } from '../session/memory.ts';
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

/** Signs in by the password that the server wants first. */
async function open(script: FtpScript, answers: readonly (readonly string[] | null)[], account = '') {
  double = await startFtpDouble({ script });
  const left = [...answers];
  const ask = ((question: { kind: string }) => Promise.resolve(question.kind === 'prompts' ? (left.shift() ?? null) : 'once')) as Ask;
  const context = quietContext(double, { ask });
  const profile = { ...profileOf(double, 'ftp'), ftp: ftpChoicesSchema.parse({ account }) };
  return { context, profile, opened: openFtp(profile, context) };
}

const wantsCode: FtpScript = { PASS: (self, given) => self.reply(given === '4711' ? '230 In.' : given === 'anchor-4711' ? '331 And the code of today?' : '530 No.') };

it('asks for what a server wants after the password', async () => {
  const { context, opened } = await open(wantsCode, [['4711']]);
  await (await opened).close();
  expect(context.questions).toMatchObject([{ kind: 'prompts', prompts: [{ text: 'And the code of today?' }] }]);
});

it('answers no more than a handful of questions', async () => {
  const { context, opened } = await open({ PASS: (self) => self.reply('331 And now?') }, Array.from({ length: 20 }, () => ['x']));
  await expect(opened).rejects.toMatchObject({ data: { reason: 'login-refused' } });
  expect(context.questions).toHaveLength(4);
});

const wantsAccount: FtpScript = { PASS: (self) => self.reply('332 Which account?'), ACCT: (self, given) => self.reply(given === 'books' ? '230 In.' : '530 No.') };

it('asks for an account that the site does not name, once for all connections', async () => {
  const { context, profile, opened } = await open(wantsAccount, [['books']]);
  await (await opened).close();
  await (await openFtp(profile, context)).close();
  expect(context.questions).toMatchObject([{ kind: 'prompts', prompts: [{ text: 'Which account?' }] }]);
  expect(double?.commands.filter((line) => line === 'ACCT books')).toHaveLength(2);
});

it('gives the account that the user has named to a server that wants it again later', async () => {
  let given = false;
  const script: FtpScript = { ...wantsAccount, MKD: (self) => (given ? self.usual() : self.reply('532 Need account for storing files.')), ACCT: (self) => {
    given = (double?.commands.filter((line) => line === 'ACCT books').length ?? 0) > 1;
    self.reply('230 In.');
  } };
  const { context, opened } = await open(script, [['books']]);
  const session = await opened;
  await session.makeDirectory('/new');
  expect(context.questions).toHaveLength(1);
  await session.close();
});

it('forgets an account that the server takes no more', async () => {
  let right = 'books';
  const { context, profile, opened } = await open({ ...wantsAccount, ACCT: (self, given) => self.reply(given === right ? '230 In.' : '530 No.') }, [['books'], ['ledger']]);
  await (await opened).close();
  right = 'ledger';
  await expect(openFtp(profile, context)).rejects.toMatchObject({ data: { reason: 'wrong-password' } });
  await (await openFtp(profile, context)).close();
  expect(context.questions).toHaveLength(2);
});

it.each(['STOR', 'STOU'])('does not send a file again of which bytes have left when %s wants an account', async (verb) => {
  const script: FtpScript = { ACCT: (self) => self.reply('230 You may.'), [verb]: async (self) => {
    self.reply('150 FILE: made.txt');
    (await self.openData()).resume().once('close', () => self.reply('532 Need account for storing files.'));
  } };
  const { opened } = await open(script, [], 'books');
  const session = await opened;
  const source = memorySource(Buffer.from('text'));
  const sent = verb === 'STOR' ? session.upload(source, '/up', { signal: new AbortController().signal, offset: 0 }) : session.uploadUnique?.(source, '/', new AbortController().signal);
  await expect(sent).rejects.toMatchObject({ data: { reason: 'login-refused' } });
  expect(double?.commands.filter((line) => line.startsWith(verb))).toHaveLength(1);
  await session.close();
});

it('ends where the user knows no account', async () => {
  const { opened } = await open(wantsAccount, [null]);
  await expect(opened).rejects.toMatchObject({ data: { reason: 'sign-in-cancelled', detail: '332 Which account?' } });
});

it.each(['332', '532'])('gives the site’s account to a server that wants it only for changes (%s)', async (code) => {
  let given = false;
  const guarded: FtpScript[string] = (self) => (given ? self.usual() : self.reply(`${code} Need account for storing files.`));
  const script: FtpScript = { MKD: guarded, STOR: guarded, ACCT: (self) => {
    given = true;
    self.reply('230 You may.');
  } };
  const { opened } = await open(script, [], 'books');
  const session = await opened;
  const options = { signal: new AbortController().signal, offset: 0 };
  expect(await session.upload(memorySource(Buffer.from('text')), '/up', options)).toBe(4);
  given = false;
  await session.makeDirectory('/new');
  expect(double?.commands.filter((line) => line === 'ACCT books')).toHaveLength(2);
  await session.close();
});

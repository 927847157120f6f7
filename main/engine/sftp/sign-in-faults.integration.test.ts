import { afterEach, expect, it } from 'vitest';
import { startFaultProxy } from '../../../e2e/fixtures/fault-proxy.ts';
import { startSftpDouble, type SftpDouble } from '../../../e2e/fixtures/sftp-double.ts';
import { LONGEST_PROMPT, MOST_PROMPTS } from '../../../shared/model/question.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import type { Ask } from '../session/context.ts';
import { failureOf } from '../session/failure-of.ts';
import { openSftp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const answering = (answers: Readonly<Record<string, unknown>>): Ask => ((question: { kind: string }) => Promise.resolve(answers[question.kind] ?? null)) as Ask;

let double: SftpDouble | null = null;
afterEach(async () => {
  await double?.stop();
  double = null;
});

it('refuses an unknown host key before anything secret is sent', async () => {
  double = await startSftpDouble();
  const password = () => Promise.reject(new Error('not to be asked'));
  const failure = await failureOf(openSftp(profileOf(double), quietContext(double, { ask: answering({ 'host-key': 'refuse' }), password })));
  expect(failure).toMatchObject({ code: 'trust', reason: 'host-key-refused', detail: expect.stringContaining(double.hostKeyFingerprint) as string });
});

it('tells a changed host key from an unknown one', async () => {
  double = await startSftpDouble({ hostKey: 'changed' });
  const asked: unknown[] = [];
  const ask = ((question: unknown) => {
    asked.push(question);
    return Promise.resolve('refuse');
  }) as Ask;
  const context = quietContext(double, { ask, password: () => Promise.reject(new Error('not to be asked')) });
  context.remembered.push('SHA256:the-old-one');
  expect((await failureOf(openSftp(profileOf(double), context))).reason).toBe('host-key-changed');
  expect(asked).toMatchObject([{ kind: 'host-key', remembered: 'SHA256:the-old-one', fingerprint: double.hostKeyFingerprint }]);
});

it('answers a lone password question itself and asks the user the others', async () => {
  double = await startSftpDouble({ login: 'keyboard-interactive' });
  const asked: unknown[] = [];
  const ask = ((question: { kind: string }) => {
    if (question.kind === 'prompts') asked.push(question);
    return Promise.resolve(question.kind === 'prompts' ? ['123456'] : 'once');
  }) as Ask;
  await (await openSftp(profileOf(double), quietContext(double, { ask }))).close();
  expect(asked).toMatchObject([{ kind: 'prompts', prompts: [{ text: 'Code: ', echo: true }] }]);
});

it('shows every question of the server where the site wants that, and keeps no answer', async () => {
  double = await startSftpDouble({ login: 'keyboard-interactive' });
  const { password } = double;
  const asked: string[] = [];
  const ask = ((question: { kind: string; prompts?: readonly { text: string }[] }) => {
    const text = question.prompts?.[0]?.text;
    if (text !== undefined) asked.push(text);
    return Promise.resolve(text === undefined ? 'once' : [text === 'Code: ' ? '123456' : password]);
  }) as Ask;
  const context = quietContext(double, { ask, password: () => Promise.reject(new Error('not to be asked')) });
  await (await openSftp({ ...profileOf(double), logon: { type: 'interactive', user: double.user } }, context)).close();
  expect(asked).toEqual(['Password: ', 'Code: ']);
});

it('goes on with the questions of a second step once the key is accepted', async () => {
  double = await startSftpDouble({ login: 'key-and-code' });
  const asked: unknown[] = [];
  const ask = ((question: { kind: string; prompts?: readonly { text: string }[] }) => {
    if (question.kind === 'prompts') asked.push(question.prompts);
    return Promise.resolve(question.kind !== 'prompts' ? 'once' : [asked.length === 1 ? '123456' : '4711']);
  }) as Ask;
  const context = quietContext(double, { ask, password: () => Promise.reject(new Error('not to be asked')) });
  await (await openSftp({ ...profileOf(double), logon: { type: 'key-file', user: double.user, keyFile: double.keyFile } }, context)).close();
  expect(asked).toEqual([[{ text: 'Verification code: ', echo: true }], [{ text: 'PIN: ', echo: false }]]);
  expect(context.lines.join('\n')).toContain('Accepted so far; the server wants: keyboard-interactive');
});

it.each([
  ['more prompts', Array.from({ length: MOST_PROMPTS + 1 }, () => 'Code: ')],
  ['a longer prompt', ['x'.repeat(LONGEST_PROMPT + 1)]],
])('asks nobody where the server has %s than a person can be shown', async (_what, prompts) => {
  double = await startSftpDouble({ login: 'keyboard-interactive', prompts });
  const context = quietContext(double);
  expect(await failureOf(openSftp(profileOf(double), context))).toMatchObject({ code: 'protocol', reason: 'prompts-unbounded' });
  expect(context.questions).toEqual(['host-key']);
});

it('ends when the user gives up at a question', async () => {
  double = await startSftpDouble({ login: 'keyboard-interactive' });
  const failure = await failureOf(openSftp(profileOf(double), quietContext(double, { ask: answering({ 'host-key': 'once' }) })));
  expect(failure.reason).toBe('sign-in-cancelled');
});

it('says so when the server lets nobody in, hangs up or falls silent while signing in', async () => {
  double = await startSftpDouble({ login: 'refused' });
  expect((await failureOf(openSftp(profileOf(double), quietContext(double)))).reason).toBe('wrong-password');
  await double.stop();
  double = await startSftpDouble({ login: 'hang-up' });
  expect((await failureOf(openSftp(profileOf(double), quietContext(double)))).reason).toBe('server-hung-up');
  await double.stop();
  double = await startSftpDouble({ login: 'silence' });
  const impatient = quietContext(double, { settings: { ...settingsSchema.parse({}), timeoutSeconds: 1 } });
  expect((await failureOf(openSftp(profileOf(double), impatient))).reason).toBe('reply-timeout');
});

it('tells a server that hangs up after it refused a password from one that hangs up before', async () => {
  double = await startSftpDouble();
  const proxy = await startFaultProxy(double);
  try {
    const hangUp = () => {
      proxy.cut();
      return Promise.resolve('unheard');
    };
    const afterwards = (refused: boolean) => {
      if (!refused) return Promise.resolve('wrong');
      proxy.cut();
      return new Promise<never>(() => undefined);
    };
    const at = { ...profileOf(double), port: proxy.port };
    expect((await failureOf(openSftp(at, quietContext(double, { password: hangUp })))).reason).toBe('server-hung-up');
    expect((await failureOf(openSftp(at, quietContext(double, { password: afterwards })))).reason).toBe('wrong-password');
  } finally {
    await proxy.stop();
  }
});

it('does not count the time that a person thinks', async () => {
  double = await startSftpDouble();
  const ask = (() => new Promise<unknown>((resolve) => { setTimeout(() => resolve('once'), 1_300); })) as Ask;
  const impatient = quietContext(double, { settings: { ...settingsSchema.parse({}), timeoutSeconds: 1 }, ask });
  await (await openSftp(profileOf(double), impatient)).close();
});

it('is cancelled by its signal, also while a question stands', async () => {
  double = await startSftpDouble();
  const cancel = new AbortController();
  const ask = (() => {
    cancel.abort();
    return new Promise(() => undefined);
  }) as Ask;
  expect((await failureOf(openSftp(profileOf(double), quietContext(double, { ask, signal: cancel.signal })))).reason).toBe('cancelled');
});

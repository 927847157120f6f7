import { afterEach, expect, it } from 'vitest';
import { startFtpDouble, type FtpScript } from '../../../e2e/fixtures/ftp-double.ts';
import { ftpChoicesSchema, type FtpProxy } from '../../../shared/model/ftp-choices.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { memorySink } from '../session/memory.ts';
import { openFtp } from './connect.ts';
import { quietContext } from './test-context.ts';

const never = new AbortController().signal;
const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

interface Scene {
  readonly proxy: Partial<FtpProxy>;
  readonly script?: FtpScript;
  readonly port?: number;
  /** The server's password, one answer after the other. */
  readonly passwords?: readonly string[];
}

/** The double plays the proxy; the server behind it does not exist. */
async function open({ proxy, script = {}, port = 21, passwords = ['secret'] }: Scene) {
  const double = await startFtpDouble({ files: { '/file': 'content' }, script });
  cleanUp.push(() => double.stop());
  const profile: Profile = {
    protocol: 'ftp', host: 'far.example.test', port, logon: { type: 'password', user: 'anna' }, dataMode: 'default',
    ftp: ftpChoicesSchema.parse({ proxy: { kind: 'user-at-host', host: double.host, port: double.port, ...proxy } }),
  };
  const left = [...passwords];
  const context = quietContext(double, { password: () => Promise.resolve(left.shift() ?? null), secretOf: () => () => Promise.resolve('proxy secret') });
  const session = openFtp(profile, context);
  session.then((opened) => cleanUp.push(() => opened.close()), () => undefined);
  const signIn = () => double.commands.filter((line) => /^(?:USER|PASS|SITE|OPEN|XPROXY)\b/u.test(line));
  return { double, context, session, signIn };
}

it.each([
  ['user-at-host', ['USER anna@far.example.test:2121', 'PASS secret']],
  ['site', ['SITE far.example.test:2121', 'USER anna', 'PASS secret']],
  ['open', ['OPEN far.example.test:2121', 'USER anna', 'PASS secret']],
] as const)('signs in by %s, and moves data through the proxy', async (kind, expected) => {
  const steps: FtpScript = { OPEN: (session) => session.reply('220 Connected.'), SITE: (session) => session.reply('220 Connected.') };
  const { session, signIn, context } = await open({ proxy: { kind }, script: steps, port: 2121 });
  const opened = await session;
  expect(signIn().slice(0, expected.length)).toEqual(expected);
  const sink = memorySink();
  await opened.download('/file', sink, { signal: never, offset: 0 });
  expect(sink.bytes().toString()).toBe('content');
  expect(context.lines.join('\n')).not.toContain('secret');
});

it('signs in to the proxy first where it has an account there', async () => {
  const { session, signIn } = await open({ proxy: { kind: 'user-at-host', user: 'p' }, script: { PASS: (self, password) => self.reply(password === 'proxy secret' ? '230 Proxy knows you.' : '230 In.') } });
  await session;
  expect(signIn().slice(0, 4)).toEqual(['USER p', 'PASS proxy secret', 'USER anna@far.example.test', 'PASS secret']);
});

it('sends the lines of a script, without those that need what is not there, and no password that nobody asked for', async () => {
  const script = ['PASS %w', 'XPROXY 100%% %h', 'USER %u', 'PASS %p'];
  const { session, signIn } = await open({ proxy: { kind: 'custom', script }, script: { XPROXY: (self) => self.reply('200 On.'), USER: (self) => self.reply('230 Known by address.') } });
  await session;
  expect(signIn().slice(0, 2)).toEqual(['XPROXY 100% far.example.test', 'USER anna']);
  expect(signIn()).not.toContain('PASS secret');
});

it('asks again after a wrong password, on a fresh connection to the proxy', async () => {
  let wrong = 1;
  const { double, session, signIn } = await open({
    proxy: { kind: 'open' },
    passwords: ['first', 'second'],
    script: { OPEN: (self) => self.reply('220 Connected.'), PASS: (self) => self.reply(wrong-- > 0 ? '530 No.' : '230 Yes.') },
  });
  await session;
  expect(signIn().filter((line) => line.startsWith('PASS') || line.startsWith('OPEN'))).toEqual(['OPEN far.example.test', 'PASS first', 'OPEN far.example.test', 'PASS second']);
  expect(double.connections()).toBe(2);
});

it.each([
  ['proxy-password', { kind: 'site', user: 'p' }, { PASS: (self) => self.reply('530 Not you.') }],
  ['proxy-cannot-reach', { kind: 'site' }, { SITE: (self) => self.reply('421 No route.') }],
  ['wrong-password', { kind: 'user-at-host' }, { PASS: (self) => self.reply('530 Wrong.') }],
  ['login-refused', { kind: 'custom', script: [] }, {}],
] as const satisfies readonly (readonly [string, Partial<FtpProxy>, FtpScript])[])('tells of %s', async (reason, proxy, script) => {
  const { session } = await open({ proxy: proxy as Partial<FtpProxy>, script });
  await expect(session).rejects.toMatchObject({ data: { reason } });
});

import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { FtpDoubleSession } from '../../../e2e/fixtures/ftp-double-session.ts';
import * as fault from '../../../e2e/fixtures/ftp-faults.ts';
import type { Link } from '../net/link.ts';
import { directRoute, type Route } from '../net/route.ts';
import { failureOf } from '../session/failure-of.ts';
import { openFtp } from './connect.ts';
import { get, impatient, list, openDouble, startDouble } from './open-double.ts';
import { profileOf, quietContext } from './test-context.ts';

it('ends the session when text comes between the reply to AUTH and the handshake', async () => {
  const double = await startDouble({ tls: 'explicit', script: fault.injectBeforeTls('230 You are in.\r\n') });
  expect(await failureOf(openFtp(profileOf(double, 'ftps-explicit'), quietContext(double)))).toMatchObject({ reason: 'tls-injected' });
  expect(double.commands).toEqual(['AUTH TLS']);
});

it('sends no password without TLS', async () => {
  const double = await startDouble();
  expect(await failureOf(openFtp(profileOf(double, 'ftps-explicit'), quietContext(double)))).toMatchObject({ reason: 'tls-unsupported', detail: '504 Not that one.' });
  expect(double.commands).toEqual(['AUTH TLS', 'AUTH SSL']);
});

it.each(['ftps-explicit', 'ftps-implicit'] as const)('says when %s meets plain text instead of a handshake', async (protocol) => {
  const double = await startDouble({ script: fault.pretendTls() });
  expect(await failureOf(openFtp(profileOf(double, protocol), quietContext(double, { settings: impatient })))).toMatchObject({ reason: expect.stringMatching(/tls-failed|reply-timeout/u) });
  expect(double.commands.join()).not.toContain('PASS');
});

it('will not send data in the clear where PROT P is refused', async () => {
  expect(await failureOf(openDouble({ tls: 'explicit', script: fault.answer('PROT', '536 Not that.') }))).toMatchObject({ reason: 'not-supported' });
});

it.each(['good', 'expired', 'not-yet-valid', 'self-signed', 'wrong-name', 'missing-intermediate'] as const)('asks about the certificate “%s” and sends nothing when it is refused', async (certificate) => {
  const double = await startDouble({ tls: 'explicit', certificate });
  const context = quietContext(double, { ask: () => Promise.resolve('refuse') as never });
  expect(await failureOf(openFtp(profileOf(double, 'ftps-explicit'), context))).toMatchObject({ reason: 'certificate-refused' });
  expect(double.commands).toEqual(['AUTH TLS']);
  const problem = { good: 'untrusted-root', 'missing-intermediate': 'incomplete-chain' }[certificate as string] ?? certificate;
  expect(context.questions).toMatchObject([{ kind: 'certificate', port: double.port, chain: [{ sha256: double.certificateFingerprint }, ...(['self-signed', 'missing-intermediate'].includes(certificate) ? [] : [{}])], remembered: null }]);
  expect(context.questions[0]).toHaveProperty('problems', expect.arrayContaining([problem]));
});

it('does not ask about a certificate that is trusted, and says that another one was', async () => {
  const double = await startDouble({ tls: 'implicit' });
  const trusting = (fingerprint: string) => ({ ...quietContext(double).trust, certificates: () => Promise.resolve([{ fingerprint, pem: null, despite: [] }]) });
  const known = quietContext(double, { trust: trusting(double.certificateFingerprint) });
  const session = await openFtp(profileOf(double, 'ftps-implicit'), known);
  expect(known.questions).toEqual([]);
  expect(session.protection.control).toMatchObject({ kind: 'tls', identity: 'excepted' });
  await session.close();

  const other = quietContext(double, { trust: trusting('AA:BB') });
  await (await openFtp(profileOf(double, 'ftps-implicit'), other)).close();
  expect(other.questions).toMatchObject([{ remembered: 'AA:BB', problems: expect.arrayContaining(['changed']) }]);
});

it.each(['explicit', 'implicit'] as const)('dials again when the server has hung up while the user looked at the certificate (%s)', async (tls) => {
  let hangUp: () => void = () => undefined;
  let link: Link | undefined;
  const dialling: Route = { ...directRoute, dial: async (options) => {
    link = await directRoute.dial(options);
    return link;
  } };
  const note = { [tls === 'explicit' ? 'AUTH' : 'CONNECT']: async (self: FtpDoubleSession) => {
    hangUp = () => self.hangUp();
    await self.usual();
  } };
  const ask = async () => {
    const closed = once(link as Link, 'close');
    hangUp();
    await closed;
    return 'once';
  };
  const { double, context } = await openDouble({ tls, script: note }, { ask: ask as never, route: dialling });
  expect(double.connections()).toBe(2);
  expect(context.questions).toHaveLength(1);
});

it('keeps a certificate that is trusted for good', async () => {
  const double = await startDouble({ tls: 'implicit' });
  const kept: string[] = [];
  const trust = { ...quietContext(double).trust, rememberCertificate: (_host: string, _port: number, { fingerprint }: { fingerprint: string }) => {
    kept.push(fingerprint);
    return Promise.resolve();
  } };
  await (await openFtp(profileOf(double, 'ftps-implicit'), quietContext(double, { trust, ask: () => Promise.resolve('always') as never }))).close();
  expect(kept).toEqual([double.certificateFingerprint]);
});

it('does not take a TCP close for the end of a TLS stream', async () => {
  const { session } = await openDouble({ tls: 'explicit', features: [], script: { RETR: async (self) => {
    self.reply('150 Here it comes.');
    const channel = await self.openData();
    channel.resume();
    await new Promise((resolve) => { channel.write('half', resolve); });
    channel.destroy();
    self.reply('226 Done.');
  } } });
  expect(await failureOf(get(session))).toMatchObject({ reason: 'data-cut-short', parameters: { path: '/file', bytes: 4 } });
});

it('gives a server that has closed the channel itself the time to say so', async () => {
  const { session, double } = await openDouble({ tls: 'explicit', script: { RETR: async (self) => {
    self.reply('150 Here it comes.');
    const channel = await self.openData();
    channel.resume();
    await new Promise((resolve) => { channel.write('half', resolve); });
    channel.destroy();
    await setTimeout(300);
    self.reply('426 The disk has gone.');
  } } });
  expect(await failureOf(get(session))).toMatchObject({ reason: 'data-cut-short', detail: '426 The disk has gone.' });
  expect(double.commands).not.toContain('ABOR');
  expect(await list(session)).toHaveLength(1);
});

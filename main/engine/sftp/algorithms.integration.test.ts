import { afterEach, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import type { Noted } from '../../../shared/model/server-note.ts';
import type { Ask } from '../session/context.ts';
import { failureOf } from '../session/failure-of.ts';
import { openSftp } from './connect.ts';
import { moveBothWays } from './move-both-ways.ts';
import { profileOf, quietContext } from './test-context.ts';

let server: TestServer;

afterEach(() => server.stop());

describe('OpenSSH with its algorithms narrowed', () => {
  it.each([
    ['Ciphers aes256-gcm@openssh.com', { cipher: 'aes256-gcm@openssh.com', mac: '<implicit>' }],
    ['Ciphers aes128-ctr\nMACs hmac-sha2-256-etm@openssh.com', { cipher: 'aes128-ctr', mac: 'hmac-sha2-256-etm@openssh.com' }],
    ['Ciphers aes256-ctr\nMACs hmac-sha2-512', { cipher: 'aes256-ctr', mac: 'hmac-sha2-512' }],
    ['KexAlgorithms ecdh-sha2-nistp384', { keyExchange: 'ecdh-sha2-nistp384' }],
    ['Ciphers chacha20-poly1305@openssh.com', { cipher: 'chacha20-poly1305@openssh.com', mac: '<implicit>' }],
  ])('%s', async (lines, expected) => {
    server = await startServer('openssh', { configuration: lines.split('\n') });
    expect(await moveBothWays(server, 10_000_000)).toMatchObject(expected);
  });

  it.each(['aes128-gcm@openssh.com', 'chacha20-poly1305@openssh.com'])('moves every byte while keys are exchanged again and again, by %s', async (cipher) => {
    server = await startServer('openssh', { configuration: [`Ciphers ${cipher}`, 'RekeyLimit 1M'] });
    expect(await moveBothWays(server, 10_000_000)).toMatchObject({ cipher });
  });

  it.each(['group14-sha256', 'group16-sha512', 'group18-sha512', 'group-exchange-sha256'])('signs in by diffie-hellman-%s', async (name) => {
    server = await startServer('openssh', { configuration: [`KexAlgorithms diffie-hellman-${name}`] });
    const context = quietContext(server);
    const session = await openSftp(profileOf(server), context);
    expect(session.protection.control).toMatchObject({ keyExchange: `diffie-hellman-${name}` });
    await session.close();
    expect(context.questions).toEqual(['host-key']);
  });

  it.each([['ecdsa', 'ecdsa-sha2-nistp256'], ['rsa', 'ssh-rsa']] as const)('checks a host key of the kind %s', async (hostKeyAlgorithm, algorithm) => {
    server = await startServer('openssh', { hostKeyAlgorithm });
    const context = quietContext(server);
    await (await openSftp(profileOf(server), context)).close();
    expect(context.remembered).toEqual([server.hostKeyFingerprint]);
    expect(context.lines.join('\n')).toContain(`is not known yet: ${algorithm} SHA256:`);
  });

  const old = ['KexAlgorithms diffie-hellman-group14-sha1', 'HostKeyAlgorithms ssh-rsa', 'Ciphers 3des-cbc,aes128-cbc', 'MACs hmac-md5,hmac-sha1'];
  const weak = ['diffie-hellman-group14-sha1', 'ssh-rsa', 'aes128-cbc', 'hmac-sha1'];

  it('asks before it rests on weak algorithms, names each, and asks again when others appear', async () => {
    server = await startServer('openssh', { hostKeyAlgorithm: 'rsa', configuration: old });
    const notes: Noted[] = [];
    const asked: unknown[] = [];
    const context = quietContext(server, {
      ask: ((question: { kind: string; algorithms?: unknown }) => {
        asked.push(question.algorithms ?? question.kind);
        return Promise.resolve('always');
      }) as Ask,
    });
    const trust = { ...context.trust, notes: () => Promise.resolve(notes), note: (_host: string, _port: number, noted: Noted) => Promise.resolve(void notes.splice(0, 1, noted)) };
    await (await openSftp(profileOf(server), { ...context, trust })).close();
    const uses = ['key-exchange', 'host-key', 'cipher', 'mac'];
    expect(asked).toEqual(['host-key', weak.map((name, at) => ({ use: uses[at], name }))]);
    expect(notes).toEqual([{ note: 'insecure-algorithms-allowed', detail: weak.join(',') }]);
    await (await openSftp(profileOf(server), { ...context, trust })).close();
    expect(asked).toHaveLength(2);
    notes.splice(0, 1, { note: 'insecure-algorithms-allowed', detail: weak.slice(0, 3).join(',') });
    await (await openSftp(profileOf(server), { ...context, trust })).close();
    expect(asked).toHaveLength(3);
    expect(notes).toEqual([{ note: 'insecure-algorithms-allowed', detail: weak.join(',') }]);
  });

  it('sends no secret where weak algorithms are not allowed', async () => {
    server = await startServer('openssh', { hostKeyAlgorithm: 'rsa', configuration: old });
    const ask = ((question) => Promise.resolve(question.kind === 'host-key' ? 'once' : 'refuse')) as Ask;
    const context = quietContext(server, { ask, password: () => Promise.reject(new Error('not to be asked')) });
    const failure = await failureOf(openSftp(profileOf(server), context));
    expect(failure).toMatchObject({ code: 'trust', reason: 'insecure-algorithms-refused', parameters: { algorithms: weak.join(', ') } });
    expect(context.lines.join('\n')).not.toContain('Signing in');
  });

  it('names both lists where nothing is in common', async () => {
    server = await startServer('openssh', { configuration: ['MACs umac-64@openssh.com', 'Ciphers aes128-ctr'] });
    const failure = await failureOf(openSftp(profileOf(server), quietContext(server)));
    expect(failure).toMatchObject({
      code: 'unsupported',
      reason: 'no-common-algorithm',
      parameters: { what: 'MAC' },
      detail: expect.stringMatching(/offers umac-64@openssh\.com; Hawser offers hmac-sha2-256-etm@openssh\.com, /u) as string,
    });
  });
});

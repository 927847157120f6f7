import { createServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FtpDoubleSession } from '../../../e2e/fixtures/ftp-double-session.ts';
import type { FtpDoubleOptions } from '../../../e2e/fixtures/ftp-double.ts';
import * as fault from '../../../e2e/fixtures/ftp-faults.ts';
import { failureOf } from '../session/failure-of.ts';
import { openFtp } from './connect.ts';
import { get, openDouble, startDouble } from './open-double.ts';
import { profileOf, quietContext } from './test-context.ts';

describe('signing in', () => {
  it('says when nobody listens', async () => {
    const double = await startDouble();
    await double.stop();
    expect(await failureOf(openFtp(profileOf(double, 'ftp'), quietContext(double)))).toMatchObject({ reason: 'connection-refused' });
  });

  it('says when the host has no address', async () => {
    const server = { host: 'no-such-host.invalid', port: 21, user: 'u', password: 'p' } as never;
    expect(await failureOf(openFtp(profileOf(server, 'ftp'), quietContext(server)))).toMatchObject({ reason: 'host-not-found' });
  });

  it('gives up on a server that never greets', async () => {
    expect(await failureOf(openDouble({ script: fault.neverAnswer('CONNECT') }))).toMatchObject({ reason: 'reply-timeout', parameters: { seconds: 2 } });
  });

  it('knows a server that speaks something else', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const place = { host: '127.0.0.1', port: (server.address() as AddressInfo).port, user: 'u', password: 'p' } as const;
    expect(await failureOf(openFtp(profileOf(place, 'ftp'), quietContext(place)))).toMatchObject({ reason: 'not-this-protocol', detail: 'SSH-2.0-OpenSSH_9.2' });
  });

  it.each([
    ['CONNECT', '421 Too many connections from your address.', 'too-many-connections'],
    ['PASS', '530 Sorry, the maximum number of clients (3) for this user has been reached.', 'too-many-connections'],
    ['USER', '500 Not today.', 'login-refused'],
    ['PASS', '333 Something else, please.', 'login-refused'],
    ['TYPE', '504 No binary here.', 'not-supported'],
  ] as const)('maps %s → %s', async (verb, reply, reason) => {
    expect(await failureOf(openDouble({ script: fault.answer(verb, reply) }))).toMatchObject({ reason, detail: reply });
  });

  it.each(['CONNECT', 'USER', 'PASS', 'PWD'])('says when the server hangs up at %s', async (verb) => {
    expect(await failureOf(openDouble({ script: fault.hangUpAt(verb) }))).toMatchObject({ reason: 'server-hung-up' });
  });

  it('says when the connection breaks', async () => {
    expect(await failureOf(openDouble({ script: fault.resetAt('PASS') }))).toMatchObject({ reason: 'connection-lost' });
  });

  it('asks again after a wrong password, three times in all, and on a new connection where the server has hung up', async () => {
    const refusals: boolean[] = [];
    const password = (refused: boolean) => {
      refusals.push(refused);
      return Promise.resolve('wrong');
    };
    const refuse = fault.answer('PASS', '530 Login incorrect.');
    expect(await failureOf(openDouble({ script: refuse }, { password }))).toMatchObject({ reason: 'wrong-password', detail: '530 Login incorrect.' });
    expect(refusals).toEqual([false, true, true]);

    let tries = 0;
    const second: FtpDoubleOptions = {
      script: {
        PASS: (session) => {
          tries += 1;
          session.reply(tries === 1 ? '530 Login incorrect.' : '230 Welcome.');
          if (tries === 1) session.hangUp();
        },
      },
    };
    const { double } = await openDouble(second, { password });
    expect(double.connections()).toBe(2);
  });

  it('is cancelled by giving no password, and after a refused one tells what the server said of that', async () => {
    const script = fault.answer('PASS', '530 No.');
    expect(await failureOf(openDouble({ script }, { password: () => Promise.resolve(null) }))).toMatchObject({ reason: 'sign-in-cancelled' });
    const once = (refused: boolean) => Promise.resolve(refused ? null : 'wrong');
    expect(await failureOf(openDouble({ script }, { password: once }))).toMatchObject({ reason: 'wrong-password', detail: '530 No.' });
  });

  it('is cancelled by its signal', async () => {
    const cancel = new AbortController();
    const opening = failureOf(openDouble({ script: { USER: () => cancel.abort() } }, { signal: cancel.signal }));
    expect(await opening).toMatchObject({ reason: 'cancelled' });
  });

  it('never shows the password in the log', async () => {
    const { context, double } = await openDouble();
    expect(double.commands).toContain('PASS anchor-4711');
    expect(context.lines).toContain('command PASS ****');
    expect(context.lines.join('\n')).not.toContain('anchor-4711');
  });
});

describe('replies', () => {
  it.each([
    ['one line too long', fault.longReply('PWD', 200_000)],
    ['a line without end', fault.endlessLine('PWD')],
    ['lines without end', fault.endlessReply('PWD')],
  ])('stops at %s', async (_, script) => {
    expect(await failureOf(openDouble({ script }))).toMatchObject({ reason: 'reply-too-long' });
  });

  it('puts replies together that come in pieces', async () => {
    const { session } = await openDouble({
      script: {
        PWD: async (self) => {
          for (const piece of ['25', '7 "/ho', 'me" is', ' it\r', '\n']) {
            await self.raw(piece);
            await setTimeout(20);
          }
        },
      },
    });
    expect(session.home).toBe('/home');
  });

  it('shows control characters of a server as pictures', async () => {
    const { context } = await openDouble({ script: fault.answer('CONNECT', '220 \u001b[31mred') });
    expect(context.lines).toContain('reply 220 \u241b[31mred');
  });

  it.each(['DELE', 'RETR'])('ends the session when a server only ever promises to answer %s', async (verb) => {
    const { session } = await openDouble({ script: { [verb]: (self: FtpDoubleSession) => self.reply(Array.from({ length: 200 }, () => '120 Soon.').join('\n')) } });
    expect(await failureOf(verb === 'DELE' ? session.remove('/file', 'file') : get(session))).toMatchObject({ reason: 'reply-timeout', detail: '120 Soon.' });
    await session.ended;
  });

  it('waits for an answer that is promised several times', async () => {
    const { session } = await openDouble({ script: { DELE: (self) => self.reply('120 Soon.\n120 Sooner.\n120 Now.\n250 Done.') } });
    await session.remove('/file', 'file');
  });

  it('ends the session when the server stops answering', async () => {
    const { session } = await openDouble({ script: fault.neverAnswer('DELE') });
    expect(await failureOf(session.remove('/x', 'file'))).toMatchObject({ reason: 'reply-timeout' });
    await session.ended;
    expect(await failureOf(session.remove('/x', 'file'))).toMatchObject({ reason: 'not-connected' });
  });
});

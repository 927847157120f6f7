import type { AddressInfo } from 'node:net';
import ssh2 from 'ssh2';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sshKeys } from '../../../e2e/fixtures/ssh-keys.ts';
import type { Ask } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { connectSsh } from './connection.ts';
import { profileOf, quietContext } from './test-context.ts';

let server: ssh2.Server;
let fresh: string[];
const account = () => ({ host: '127.0.0.1' as const, port: (server.address() as unknown as AddressInfo).port, user: 'me', password: 'expired' });

/** OpenSSH changes passwords through PAM's own questions; servers on Windows and appliances send the request of RFC 4252. */
beforeEach(async () => {
  fresh = [];
  const { privateKey } = (await sshKeys()).hosts.ed25519.first;
  server = new ssh2.Server({ hostKeys: [privateKey] }, (connection) => {
    connection.on('error', () => undefined);
    connection.on('authentication', (attempt) => {
      if (attempt.method !== 'password') attempt.reject(['password']);
      else if (attempt.password !== 'expired') attempt.reject(['password']);
      else {
        attempt.requestChange('Your password has expired. New password: ', (password) => {
          fresh.push(password);
          attempt.accept();
        });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
});
afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

const typing = (...answers: readonly (readonly string[] | null)[]): Ask => {
  const left = [...answers];
  return ((question: { kind: string }) => Promise.resolve(question.kind === 'prompts' ? (left.shift() ?? null) : 'once')) as Ask;
};

it('changes a password that has expired, once it was typed the same way twice, and logs none', async () => {
  const context = quietContext(account(), { ask: typing(['new one', 'new noe'], ['new one', 'new one']) });
  const connection = await connectSsh(profileOf(account()), context);
  connection.client.end();
  await connection.ended;
  expect(fresh).toEqual(['new one']);
  expect(context.questions).toEqual(['host-key', 'prompts', 'prompts']);
  expect(context.lines.join('\n')).toContain('Your password has expired');
  expect(context.lines.join('\n')).not.toMatch(/new one|password expired/u);
});

it('ends where the user does not want to', async () => {
  const problem = await connectSsh(profileOf(account()), quietContext(account(), { ask: typing(null) })).then(() => null, (thrown: unknown) => thrown);
  expect(problem).toBeInstanceOf(Failure);
  expect((problem as Failure).data.reason).toBe('sign-in-cancelled');
  expect(fresh).toEqual([]);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { vouchedAccount, type VouchedAccount } from '../../../e2e/fixtures/host-based.ts';
import { sshKeys } from '../../../e2e/fixtures/ssh-keys.ts';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import type { Logon } from '../../../shared/model/logon.ts';
import { failureOf } from '../session/failure-of.ts';
import { openSftp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

let account: VouchedAccount;
let server: TestServer;
beforeAll(async () => {
  account = await vouchedAccount();
  server = await startServer('openssh', { configuration: account.configuration });
});
afterAll(() => server.stop());

async function open(changes: Partial<Extract<Logon, { type: 'host-based' }>> = {}): Promise<string> {
  const { user, localHost, localUser, keyFiles } = account;
  const logon: Logon = { type: 'host-based', user, keyFile: keyFiles.ed25519, localHost, localUser, ...changes };
  const context = quietContext(server, { password: () => Promise.reject(new Error('not to be asked')) });
  const session = await openSftp({ ...profileOf(server), logon }, context);
  const { home } = session;
  await session.close();
  return home;
}

it.each(['ed25519', 'ecdsa', 'rsa'] as const)('OpenSSH lets the user in on the word of this computer, by its key of the kind %s', async (algorithm) => {
  expect(await open({ keyFile: account.keyFiles[algorithm] })).toBe(server.homePath);
  expect(server.log()).toMatch(new RegExp(`Accepted hostbased for ${account.user} from`, 'u'));
});

it('takes the name of this computer with its last dot and without', async () => {
  expect(await open({ localHost: `${account.localHost}.` })).toBe(server.homePath);
});

it.each([
  ['another user', () => Promise.resolve({ localUser: 'cook' })],
  ['another computer', () => Promise.resolve({ localHost: 'raft.example' })],
  ['another key', async () => ({ keyFile: (await sshKeys()).stranger.privateFile })],
  ['an account that nobody vouches for', () => Promise.resolve({ user: server.user })],
])('is not believed about %s', async (_, changes) => {
  const changed: Partial<Extract<Logon, { type: 'host-based' }>> = await changes();
  const failure = await failureOf(open(changed));
  expect(failure).toMatchObject({ code: 'login', reason: 'host-based-refused', parameters: { localUser: changed.localUser ?? account.localUser, localHost: changed.localHost ?? account.localHost } });
});

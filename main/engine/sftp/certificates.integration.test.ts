import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { sshKeygen } from '../../../e2e/fixtures/ssh-keys.ts';
import { Failure } from '../session/failure.ts';
import { openSftp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

let server: TestServer;
let folder: string;
const key = (name: string, type: string, ...more: readonly string[]): void => void sshKeygen('-t', type, '-N', '', '-f', join(folder, name), ...more);
const certify = (name: string, authority: string, principal: string): void => void sshKeygen('-s', join(folder, authority), '-I', name, '-n', principal, join(folder, `${name}.pub`));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-certificates-'));
  await chmod(folder, 0o755);
  key('authority', 'ed25519');
  server = await startServer('openssh', { configuration: [`TrustedUserCAKeys ${join(folder, 'authority.pub')}`] });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

async function open(name: string): Promise<readonly string[]> {
  const context = quietContext(server, { password: () => Promise.reject(new Error('not to be asked')) });
  const session = await openSftp({ ...profileOf(server), logon: { type: 'key-file', user: server.user, keyFile: join(folder, name) } }, context);
  await session.close();
  return context.lines;
}
const reasonOf = async (name: string): Promise<string> => {
  const problem = await open(name).then(() => null, (thrown: unknown) => thrown);
  expect(problem).toBeInstanceOf(Failure);
  return (problem as Failure).data.reason;
};

it.each([['ed25519', []], ['rsa', ['-b', '2048']], ['ecdsa', ['-b', '256']], ['ecdsa', ['-b', '521']]] as const)('signs in with the certificate of a key of the type %s %s', async (type, more) => {
  const name = `user-${type}-${more.join('')}`;
  key(name, type, ...more);
  expect(await reasonOf(name)).toBe('key-refused');
  certify(name, 'authority', server.user);
  expect((await open(name)).join('\n')).toContain('and the certificate beside it');
});

it('is refused with a certificate for somebody else, or by another authority', async () => {
  key('stranger', 'ed25519');
  certify('stranger', 'authority', 'somebody-else');
  expect(await reasonOf('stranger')).toBe('key-refused');
  key('impostor', 'ed25519');
  key('foreign', 'ed25519');
  certify('foreign', 'impostor', server.user);
  expect(await reasonOf('foreign')).toBe('key-refused');
});

it('goes on with the key alone where the certificate is of no use', async () => {
  await copyFile(server.keyFile ?? '', join(folder, 'known'));
  await copyFile(`${server.keyFile ?? ''}.pub`, join(folder, 'known.pub'));
  certify('known', 'impostor', server.user);
  expect((await open('known')).join('\n')).toContain('and the certificate beside it');
  await copyFile(join(folder, 'stranger-cert.pub'), join(folder, 'known-cert.pub'));
  expect((await open('known')).join('\n')).toContain('issued for another key');
  await writeFile(join(folder, 'known-cert.pub'), 'noise');
  await open('known');
});

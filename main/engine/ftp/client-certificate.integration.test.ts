import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificates } from '../../../e2e/fixtures/certificates.ts';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { ftpChoicesSchema, type ClientCertificate } from '../../../shared/model/ftp-choices.ts';
import type { Protocol } from '../../../shared/model/profile.ts';
import type { FindSecret, SecretOwner } from '../session/context.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const never = new AbortController().signal;
const passphrase = 'anker und kette';
const bytes = Buffer.alloc(100_000, 'x');

let folder = '';
const file = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-client-'));
  const { client, servers } = await certificates();
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  await writeFile(file('chain.pem'), client.chain);
  await writeFile(file('key.pem'), client.key);
  await writeFile(file('both.pem'), `${client.key}\n${client.chain}`);
  await writeFile(file('foreign-key.pem'), servers.good.key);
  await writeFile(file('nonsense'), 'This is no certificate.');
  await writeFile(file('self-signed.pem'), `${servers['self-signed'].key}\n${servers['self-signed'].chain}`);
  openssl('pkcs8', '-topk8', '-in', file('key.pem'), '-out', file('key-locked.pem'), '-v2', 'aes-256-cbc', '-passout', `pass:${passphrase}`);
  await writeFile(file('both-locked.pem'), `${client.chain}\n${await readFile(file('key-locked.pem'), 'utf8')}`);
  openssl('ec', '-aes256', '-in', file('key.pem'), '-out', file('key-locked-of-old.pem'), '-passout', `pass:${passphrase}`);
  const p12 = ['pkcs12', '-export', '-in', file('both.pem'), '-inkey', file('key.pem')];
  openssl(...p12, '-out', file('modern.p12'), '-passout', `pass:${passphrase}`);
  openssl(...p12, '-legacy', '-out', file('legacy.pfx'), '-passout', `pass:${passphrase}`);
  openssl(...p12, '-out', file('open.p12'), '-passout', 'pass:');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(['vsftpd-explicit', 'proftpd-implicit'] as const)('%s that wants a client certificate', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(kind, { clientCertificate: 'required' });
  });
  afterAll(() => server.stop());

  function open(clientCertificate: Partial<ClientCertificate> | undefined, secrets: readonly (string | null)[] = []) {
    const owners: SecretOwner[] = [];
    const asked: boolean[] = [];
    const left = [...secrets];
    const secretOf = (owner: SecretOwner): FindSecret => {
      owners.push(owner);
      return (refused) => {
        asked.push(refused);
        return Promise.resolve(left.shift() ?? null);
      };
    };
    const ftp = ftpChoicesSchema.parse(clientCertificate === undefined ? {} : { clientCertificate });
    return { owners, asked, opening: openFtp({ ...profileOf(server, server.protocol as Protocol), ftp }, quietContext(server, { secretOf })) };
  }

  it.each([
    ['PEM with its key', { file: 'both.pem' }, []],
    ['PEM with its key in another file', { file: 'chain.pem', keyFile: 'key.pem' }, []],
    ['PEM with an encrypted key', { file: 'both-locked.pem' }, [passphrase]],
    ['PEM with an encrypted key in another file, as old programs wrote them', { file: 'chain.pem', keyFile: 'key-locked-of-old.pem' }, [passphrase]],
    ['PKCS#12', { file: 'modern.p12' }, [passphrase]],
    ['PKCS#12 with old ciphers, after a wrong passphrase', { file: 'legacy.pfx' }, ['wrong', passphrase]],
    ['PKCS#12 without a passphrase', { file: 'open.p12' }, []],
  ] as const)('takes %s, on both channels', async (_name, names, secrets) => {
    const { opening, owners, asked } = open({ file: file(names.file), ...('keyFile' in names ? { keyFile: file(names.keyFile) } : {}) }, secrets);
    const session = await opening;
    expect(await session.upload(memorySource(bytes), '/up', { signal: never, offset: 0 })).toBe(bytes.length);
    const sink = memorySink();
    await session.download('/up', sink, { signal: never, offset: 0 });
    expect(sink.bytes().equals(bytes)).toBe(true);
    await session.close();
    const place = file('keyFile' in names ? names.keyFile : names.file);
    expect(owners).toEqual(secrets.length === 0 ? [] : [{ label: place, question: { kind: 'passphrase', keyFile: place } }]);
    expect(asked).toEqual(secrets.map((_, index) => index > 0));
  });

  it.each([
    ['the file is missing', { file: 'missing.pem' }, [], 'client-certificate-unreadable'],
    ['the file is none', { file: 'nonsense' }, [], 'client-certificate-invalid'],
    ['there is no key', { file: 'chain.pem' }, [], 'client-certificate-without-key'],
    ['the key is another’s', { file: 'chain.pem', keyFile: 'foreign-key.pem' }, [], 'client-certificate-key'],
    ['no passphrase opens it', { file: 'modern.p12' }, ['wrong', 'worse', null], 'wrong-passphrase'],
    ['nobody gives a passphrase', { file: 'both-locked.pem' }, [null], 'sign-in-cancelled'],
    ['the server does not trust it', { file: 'self-signed.pem' }, [], 'client-certificate-refused'],
  ] as const)('is told of clearly when %s', async (_name, names, secrets, reason) => {
    const { opening } = open({ file: file(names.file), ...('keyFile' in names ? { keyFile: file(names.keyFile) } : {}) }, secrets);
    await expect(opening).rejects.toMatchObject({ data: { reason } });
  });

  it('is told of clearly when the site has none', async () => {
    await expect(open(undefined).opening).rejects.toMatchObject({ data: { reason: 'client-certificate-wanted' } });
  });
});

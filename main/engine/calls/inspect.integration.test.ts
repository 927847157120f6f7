import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { certificates } from '../../../e2e/fixtures/certificates.ts';
import { startFtpDouble, type FtpDoubleOptions } from '../../../e2e/fixtures/ftp-double.ts';
import { makeScratch } from '../../../e2e/fixtures/scratch.ts';
import { certificateChecks } from '../../../shared/model/certificate.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Answer, Question } from '../../../shared/model/question.ts';
import { hostMemory, newOperation, startTestEngine, type TestEngineOptions, valueOf } from '../test-engine.ts';

async function double(options: FtpDoubleOptions) {
  const started = await startFtpDouble(options);
  onTestFinished(started.stop);
  return started;
}
function engine(options: TestEngineOptions = {}) {
  const started = startTestEngine(options);
  onTestFinished(started.close);
  return started;
}
const { root } = await certificates();
const answering = (answer: 'refuse' | 'once' | 'always' | 'always-all-names') => (question: Question): Answer | null => (question.kind === 'certificate' ? { kind: 'certificate', answer } : null);
const profileOf = (server: { readonly port: number }, host = '127.0.0.1'): Profile => ({ protocol: 'ftps-explicit', host, port: server.port, logon: { type: 'password', user: 'u' }, dataMode: 'default' });

it.each(['explicit', 'implicit'] as const)('says all about a server’s certificate and nothing of the user, %s TLS', async (tls) => {
  const server = await double({ tls, certificate: 'expired' });
  const one = engine();
  const report = valueOf(await one.client.inspect(newOperation(), { from: 'server', host: '127.0.0.1', port: server.port, protocol: `ftps-${tls}` }));
  expect(report).toMatchObject({ host: '127.0.0.1', port: server.port, standing: 'untrusted', problems: expect.arrayContaining(['expired', 'untrusted-root']), tls: { version: 'TLSv1.3', resumed: false, alpn: null } });
  expect(report.chain.map(({ source }) => source)).toEqual(['server', 'server']);
  expect(report.checks.map(({ check }) => check)).toEqual(certificateChecks);
  expect(one.questions).toEqual([]);
  await expect.poll(() => server.commands).toEqual(tls === 'explicit' ? ['AUTH TLS', 'QUIT'] : ['QUIT']);
});

it('can be stopped while a server says nothing', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  onTestFinished(() => new Promise((resolve) => void silent.close(() => resolve())));
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as { readonly port: number };
  const one = engine();
  const operation = newOperation();
  const looking = one.client.inspect(operation, { from: 'server', host: '127.0.0.1', port, protocol: 'ftps-implicit' });
  await one.client.cancel(operation);
  expect(await looking).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
});

it('shows the chain of an open session, completed by an authority that the user added', async () => {
  const server = await double({ tls: 'explicit' });
  const one = engine({ memory: { ...hostMemory(), authorities: [root] }, answer: answering('refuse') });
  const { session, protection } = await one.connect(profileOf(server), 'p');
  expect(protection.control).toMatchObject({ kind: 'tls', identity: 'verified' });
  const report = valueOf(await one.client.inspect(newOperation(), { from: 'session', session }));
  expect(report).toMatchObject({ standing: 'verified', problems: [] });
  expect(report.chain.map(({ source }) => source)).toEqual(['server', 'server', 'added']);
  expect(report.checks.filter(({ verdict }) => verdict !== 'pass').map(({ check }) => check)).toEqual(['unchanged']);
});

it('asks again about a trusted certificate once it has a fault that it was not trusted for', async () => {
  const server = await double({ tls: 'explicit', certificate: 'expired' });
  const memory = hostMemory();
  const kept = { fingerprint: server.certificateFingerprint, pem: null, despite: [] };
  memory.certificates.set(`127.0.0.1 ${server.port}`, [kept]);
  const one = engine({ memory, answer: answering('always-all-names') });
  await one.connect(profileOf(server), 'p');
  expect(one.questions).toMatchObject([{ kind: 'certificate', remembered: null, names: ['localhost', '::1'], problems: expect.arrayContaining(['expired']) }]);
  const [decided] = memory.certificates.get(`127.0.0.1 ${server.port}`)!;
  expect(decided).toMatchObject({ fingerprint: server.certificateFingerprint, names: ['localhost', '::1'], despite: ['expired'] });

  const next = engine({ memory, answer: answering('refuse') });
  await next.connect(profileOf(server), 'p');
  expect(next.questions).toEqual([]);
});

it('says that a certificate is another one than in the last session, trusted for good or not', async () => {
  const first = await double({ tls: 'explicit' });
  const memory = hostMemory();
  await engine({ memory, answer: answering('once') }).connect(profileOf(first), 'p');
  await first.stop();
  const other = await double({ tls: 'explicit', certificate: 'self-signed', port: first.port });
  const one = engine({ memory, answer: answering('refuse') });
  await expect(one.connect(profileOf(other), 'p')).rejects.toMatchObject({ data: { reason: 'certificate-refused' } });
  expect(one.questions).toMatchObject([{ problems: ['self-signed', 'changed'], remembered: first.certificateFingerprint, rememberedFacts: null }]);
});

it('reads a certificate from a file, and says so where there is none', async () => {
  const folder = await makeScratch('inspect');
  const path = join(folder, 'file');
  const one = engine();
  const look = async (content: string) => {
    await writeFile(path, content);
    return one.client.inspect(newOperation(), { from: 'file', path });
  };
  expect(await one.client.inspect(newOperation(), { from: 'file', path: join(folder, 'nothing') })).toMatchObject({ ok: false, failure: { reason: 'local-missing' } });
  expect(valueOf(await look(root))).toMatchObject({ host: null, tls: null, chain: [{ source: 'file', authority: true }] });
  for (const nothing of ['', 'words', 'x'.repeat(5_000_000)]) expect(await look(nothing)).toMatchObject({ ok: false, failure: { reason: 'not-a-certificate' } });
});

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { certificates } from '../../../e2e/fixtures/certificates.ts';
import { startFtpDouble } from '../../../e2e/fixtures/ftp-double.ts';
import { makeScratch } from '../../../e2e/fixtures/scratch.ts';
import type { CertificateName } from '../../../e2e/fixtures/test-server.ts';

const run = promisify(execFile);

/** Signs in to a double in a process of its own that trusts the made-up root, as a machine of a company does its own; prints what came of it. */
const program = `
import { openFtp } from ${JSON.stringify(join(import.meta.dirname, 'connect.ts'))};
import { profileOf, quietContext } from ${JSON.stringify(join(import.meta.dirname, 'test-context.ts'))};
const server = { host: '127.0.0.1', port: Number(process.argv[2]), user: 'u', password: 'p' };
const context = quietContext(server, { ask: () => Promise.resolve('refuse') });
const session = await openFtp(profileOf(server, 'ftps-explicit'), context).catch(() => null);
console.log(JSON.stringify({ identity: session?.protection.control.identity ?? null, problems: context.questions[0]?.problems ?? null }));
await session?.close();
`;

it.each<[CertificateName, object]>([
  ['good', { identity: 'verified', problems: null }],
  ['expired', { identity: null, problems: ['expired'] }],
  ['not-yet-valid', { identity: null, problems: ['not-yet-valid'] }],
  ['wrong-name', { identity: null, problems: ['wrong-name'] }],
  ['self-signed', { identity: null, problems: ['self-signed'] }],
  ['missing-intermediate', { identity: null, problems: ['incomplete-chain'] }],
])('where the root is trusted, the certificate “%s” is judged by what is left', async (certificate, expected) => {
  const file = join(await makeScratch('root'), 'sign-in.mts');
  const double = await startFtpDouble({ tls: 'explicit', certificate });
  onTestFinished(double.stop);
  await writeFile(file, program);
  const { rootFile } = await certificates();
  const environment = { ...process.env, NODE_EXTRA_CA_CERTS: rootFile, NODE_NO_WARNINGS: '1' };
  const { stdout } = await run(process.execPath, ['--experimental-strip-types', file, String(double.port)], { env: environment });
  expect(JSON.parse(stdout)).toEqual(expected);
});

import { copyFile, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { seededRandom } from '../../../e2e/fixtures/seeded-random.ts';
import { startServer, type ServerKind } from '../../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileLabel, profileSchema } from '../../../shared/model/profile.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { transferChoicesSchema } from '../../../shared/model/transfer-choices.ts';
import { hostMemory, startTestEngine, valueOf } from '../test-engine.ts';

const content = seededRandom(9).bytes(12_000_000);

const scratch = scratchPerTest('killed');

const memory = hostMemory();
const open = (file: string, settings: Partial<Settings>) => startTestEngine({ memory, settings: { temporaryName: true, ...settings }, queue: { path: scratch.at(file), goOn: true } });

/** A server with this account in the engine's memory, and how to sign in to it. */
async function end(kind: ServerKind) {
  const server = await startServer(kind);
  onTestFinished(server.stop);
  const profile = profileSchema.parse({ protocol: server.protocol, host: server.host, port: server.port, transfers: { ...transferChoicesSchema.parse({}), temporaryName: true }, logon: { type: 'password', user: server.user } });
  memory.secrets.set(profileLabel(profile), server.password);
  await mkdir(join(server.root, 'files'));
  return { server, profile, folder: `${server.homePath === '/' ? '' : server.homePath}/files` };
}

it.each([
  ['upload', 'vsftpd-plain'], ['upload', 'openssh'], ['copy', 'vsftpd-plain'], ['copy', 'openssh'],
] as const)('a file on its way to a temporary name goes on there after its engine was killed: %s to %s', async (direction, kind) => {
  const target = await end(kind);
  const first = open('first.sqlite', { uploadRate: 6_000_000 });
  const { session } = await first.connect(target.profile, target.server.password);
  let from = { session: LOCAL_SESSION, path: scratch.at('a.bin') };
  await writeFile(from.path, content);
  if (direction === 'copy') {
    const source = await end('openssh');
    await writeFile(join(source.server.root, 'files', 'a.bin'), content);
    await source.server.handOver();
    from = { session: (await first.connect(source.profile, source.server.password)).session, path: `${source.folder}/a.bin` };
  }
  await target.server.handOver();
  valueOf(await first.client.enqueue({ sources: [{ place: from, kind: 'file', size: content.length }], targetDirectory: { session, path: target.folder } }));
  await first.moved(6_000_000);
  // What a kill leaves at this moment: nothing more is written down of what goes on.
  for (const tail of ['', '-wal']) await copyFile(scratch.at(`first.sqlite${tail}`), scratch.at(`second.sqlite${tail}`));
  await first.close();
  const [beside, ...others] = await readdir(join(target.server.root, 'files'));
  expect([beside, others]).toEqual([expect.stringMatching(/^\.a\.bin\.\w{4}\.hawser-part$/u), []]);
  expect((await stat(join(target.server.root, 'files', beside!))).size).toBeGreaterThan(5_000_000);

  const next = open('second.sqlite', {});
  onTestFinished(next.close);
  await next.until(() => ['done', 'failed'].includes(next.rows()[0]?.state ?? ''));
  expect([next.rows()[0]?.failure, next.rows()[0]?.note, next.questions.filter((question) => question.kind === 'file-exists')]).toEqual([null, 'went-on', []]);
  expect([await readdir(join(target.server.root, 'files')), (await readFile(join(target.server.root, 'files', 'a.bin'))).equals(content)]).toEqual([['a.bin'], true]);
});

import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeScratch } from '../../e2e/fixtures/scratch.ts';
import { startServer, type ServerKind, type ServerOptions } from '../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import type { TransferChoices } from '../../shared/model/transfer-choices.ts';
import { transferChoicesSchema } from '../../shared/model/transfer-choices.ts';
import { profileOf } from './ftp/test-context.ts';
import { newOperation, startTestEngine } from './test-engine.ts';

/** Downloads eight files, four at a time; gives what the engine said and how many connections it signed in. */
async function downloadFiles(options: ServerOptions, choices: Partial<TransferChoices> = {}, kind: ServerKind = 'vsftpd-plain') {
  // Each file takes a third of a second, so that the next one finds the line busy and opens another while it may.
  const slow = kind === 'vsftpd-plain' ? 'local_max_rate=900000' : 'TransferRate RETR 900';
  const server = await startServer(kind, { configuration: [slow, ...(options.configuration ?? [])] });
  onTestFinished(server.stop);
  const names = Array.from({ length: 8 }, (_each, index) => `file ${index}`);
  for (const name of names) await writeFile(join(server.root, name), Buffer.alloc(300_000));
  const here = await makeScratch('pool');
  const engine = startTestEngine({ transfers: 4 });
  const { session } = await engine.connect({ ...profileOf(server, 'ftp'), transfers: transferChoicesSchema.parse(choices) }, server.password);
  const rows = await engine.transfer(session, names.map((name) => ({ path: `/${name}`, kind: 'file' as const })), LOCAL_SESSION, here);
  expect(rows.map((row) => row.state)).toEqual(names.map(() => 'done'));
  expect((await readdir(here)).sort()).toEqual(names);
  // Its log gathers lines for a moment before it tells them.
  await engine.close();
  const lines = engine.events.flatMap((event) => (event.type === 'log' ? event.lines : []));
  return { asked: engine.questions, said: lines.map((line) => line.text), connections: new Set(lines.filter((line) => line.text === 'Signed in.').map((line) => line.connection)).size };
}

it('goes on over the connections that a full server allows, and says so', async () => {
  const few = await downloadFiles({ configuration: ['max_per_ip=3'] });
  expect(few.connections).toBe(3);
  expect(few.said.filter((text) => text.startsWith('The server allows no further connection.')).length).toBeGreaterThan(0);
});

it('knows a full server by what it does, whatever it says, and asks for no password that has just worked', async () => {
  const few = await downloadFiles({ configuration: ['MaxClientsPerUser 3 "No room"'] }, {}, 'proftpd-plain');
  expect(few.connections).toBe(3);
  expect(few.said.some((text) => text.startsWith('530 No room'))).toBe(true);
  expect(few.said.filter((text) => text.startsWith('The server allows no further connection.')).length).toBeGreaterThan(0);
  expect(few.asked).toEqual([]);
});

it('opens no more connections than the site says, and with one shares that which browses', async () => {
  expect((await downloadFiles({}, { connections: 2 })).connections).toBe(3);
  expect((await downloadFiles({}, { connections: 1 })).connections).toBe(1);
});

it('says in the log that a connection has gone, and why no other could be opened', async () => {
  const server = await startServer('vsftpd-plain');
  const engine = startTestEngine();
  const { session } = await engine.connect(profileOf(server, 'ftp'), server.password);
  await server.stop();
  await engine.until(() => engine.events.some(({ type }) => type === 'session-lost'));
  expect((await engine.client.list(newOperation(), session, '/', { fresh: true })).ok).toBe(false);
  await engine.close();
  const errors = engine.events.flatMap((event) => (event.type === 'log' ? event.lines : [])).filter(({ kind }) => kind === 'error').map(({ text }) => text);
  expect(errors[0]).toMatch(/lost/u);
  expect(errors.at(-1)).toMatch(/does not accept connections on port \d+.*ECONNREFUSED/u);
});

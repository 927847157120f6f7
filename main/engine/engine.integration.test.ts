import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectSameTree } from '../../e2e/fixtures/compare-trees.ts';
import { makeOddFiles } from '../../e2e/fixtures/odd-files.ts';
import { scratchPerTest } from '../../e2e/fixtures/scratch.ts';
import { startServer, type ServerKind, type TestServer } from '../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION, type SessionId } from '../../shared/model/ids.ts';
import { profileSchema, type Profile } from '../../shared/model/profile.ts';
import { hostMemory, newOperation, startTestEngine, valueOf, type TestEngine } from './test-engine.ts';

const kinds: readonly ServerKind[] = ['vsftpd-plain', 'proftpd-explicit', 'openssh'];

function profileOf(server: TestServer): Profile {
  return profileSchema.parse({ protocol: server.protocol, host: server.host, port: server.port, logon: { type: 'password', user: server.user } });
}

describe.each(kinds)('the engine against %s', (kind) => {
  let server: TestServer;
  const scratch = scratchPerTest('engine');
  let engine: TestEngine;
  let session: SessionId;
  let count = 0;
  let remote: string;
  let onServer: string;

  beforeAll(async () => {
    server = await startServer(kind);
  });
  afterAll(async () => {
    await server?.stop();
  });
  beforeEach(async () => {
    engine = startTestEngine({ settings: { transfers: 4 } });
    ({ session } = await engine.connect(profileOf(server), server.password));
    const name = `case-${++count}`;
    remote = `${server.homePath === '/' ? '' : server.homePath}/${name}`;
    onServer = join(server.root, name);
    valueOf(await engine.client.makeDirectory(session, remote));
  });
  afterEach(() => engine.close());

  it('uploads and downloads a nested folder of odd files, byte for byte and with its times', async () => {
    const local = scratch.at('tree');
    await mkdir(local);
    const made = await makeOddFiles(local, { files: 120, server: kind });
    const up = await engine.transfer(LOCAL_SESSION, [{ path: local, kind: 'directory' }], session, remote);
    expect(up.filter((row) => row.state !== 'done').map((row) => [row.from.path, row.failure])).toEqual([]);
    await expectSameTree(local, join(onServer, 'tree'));
    await mkdir(scratch.at('back'));
    const down = await engine.transfer(session, [{ path: `${remote}/tree`, kind: 'directory' }], LOCAL_SESSION, scratch.at('back'));
    expect(down.filter((row) => row.state !== 'done').map((row) => [row.from.path, row.failure])).toEqual([]);
    const compared = await expectSameTree(local, scratch.at('back/tree'));
    expect(compared.files).toBe(made.files);
    expect(down.filter((row) => row.kind === 'file')).toHaveLength(made.files);
    expect(engine.questions.filter((question) => question.kind === 'file-exists')).toEqual([]);
    // Trusted once, for all connections of this run.
    expect(engine.questions.map((question) => question.kind)).toEqual(kind === 'openssh' ? ['host-key'] : kind === 'vsftpd-plain' ? [] : ['certificate']);
    const totals = valueOf(await engine.client.snapshot()).queue.totals;
    expect(totals).toMatchObject({ queued: 0, active: 0, failed: 0, done: made.files * 2, bytesDone: made.bytes, bytesTotal: made.bytes });
  });

  it('keeps the time of a downloaded file', async () => {
    await writeFile(scratch.at('dated'), 'x');
    await engine.transfer(LOCAL_SESSION, [{ path: scratch.at('dated'), kind: 'file' }], session, remote);
    await mkdir(scratch.at('back'));
    const before = (await stat(join(onServer, 'dated'))).mtimeMs;
    await engine.transfer(session, [{ path: `${remote}/dated`, kind: 'file' }], LOCAL_SESSION, scratch.at('back'));
    // Listings without MLSD tell the minute only.
    expect(Math.abs((await stat(scratch.at('back/dated'))).mtimeMs - before)).toBeLessThanOrEqual(60_000);
  });

  it('copies from the server to itself', async () => {
    await writeFile(join(onServer, 'one'), Buffer.alloc(3_000_000, 7));
    valueOf(await engine.client.makeDirectory(session, `${remote}/copies`));
    const rows = await engine.transfer(session, [{ path: `${remote}/one`, kind: 'file' }], session, `${remote}/copies`);
    expect(rows).toMatchObject([{ state: 'done', direction: 'copy', size: 3_000_000 }]);
    expect((await readFile(join(onServer, 'copies/one'))).equals(Buffer.alloc(3_000_000, 7))).toBe(true);
    const refused = await engine.transfer(session, [{ path: `${remote}/copies`, kind: 'directory' }], session, `${remote}/copies`);
    expect(refused).toMatchObject([{ state: 'failed', failure: { reason: 'into-itself' } }]);
  });

  it('never writes two files into one at the same time', async () => {
    const sources = await Promise.all(Array.from({ length: 6 }, async (_, index) => {
      await mkdir(scratch.at(`${index}`));
      await writeFile(scratch.at(`${index}/same`), Buffer.alloc(700_000, index));
      return { path: scratch.at(`${index}/same`), kind: 'file' as const };
    }));
    const rows = await engine.transfer(LOCAL_SESSION, sources, session, remote);
    expect(rows.map((row) => row.state)).toEqual(sources.map(() => 'done'));
    const written = await readFile(join(onServer, 'same'));
    expect(written.equals(Buffer.alloc(700_000, written[0]))).toBe(true);
    const questions = engine.questions.filter((question) => question.kind === 'file-exists');
    expect(questions).toHaveLength(5);
    expect(questions.map((question) => question.source.modified)).not.toContain(null);
  });

  it('lists, from memory too, and removes a whole tree without following links', async () => {
    await mkdir(join(onServer, 'tree/a/b'), { recursive: true });
    for (const name of ['x', 'a/y', 'a/b/z']) await writeFile(join(onServer, 'tree', name), name);
    await server.handOver();
    const list = async (fresh: boolean) => {
      const operation = newOperation();
      const { count: listed } = valueOf(await engine.client.list(operation, session, `${remote}/tree`, { fresh }));
      const rows = engine.events.flatMap((event) => (event.type === 'listing' && event.operation === operation ? event.entries : []));
      expect(rows).toHaveLength(listed);
      return rows.map((row) => row.name).toSorted();
    };
    expect(await list(false)).toEqual(['a', 'x']);
    await writeFile(join(onServer, 'tree/new'), '');
    expect(await list(false)).toEqual(['a', 'x']);
    expect(await list(true)).toEqual(['a', 'new', 'x']);
    const { removed } = valueOf(await engine.client.remove(newOperation(), session, [{ path: `${remote}/tree`, directory: true }]));
    expect(removed).toBe(7);
    expect(await readdir(onServer)).toEqual([]);
    expect(engine.events).toContainEqual({ type: 'directory-changed', session, path: remote });
  });

  it('asks about files that are there, and lets the others pass meanwhile', async () => {
    await engine.close();
    const asked: string[] = [];
    engine = startTestEngine({
      answer: (question) => {
        if (question.kind !== 'file-exists') return question.kind === 'host-key' || question.kind === 'certificate' ? { kind: question.kind, answer: 'once' } : null;
        asked.push(question.targetPath.slice(question.targetPath.lastIndexOf('/') + 1));
        return null;
      },
    });
    ({ session } = await engine.connect(profileOf(server), server.password));
    const local = scratch.at('tree');
    await mkdir(local);
    for (const name of ['a', 'b', 'c', 'd', 'e']) await writeFile(join(local, name), `new ${name}`);
    await mkdir(join(onServer, 'tree'));
    for (const name of ['a', 'b', 'c']) await writeFile(join(onServer, 'tree', name), 'old');
    await server.handOver();
    valueOf(await engine.client.enqueue({ sources: [{ place: { session: LOCAL_SESSION, path: local }, kind: 'directory', size: null }], targetDirectory: { session, path: remote } }));
    await engine.until(() => engine.rows().filter((row) => row.state === 'done' && row.kind === 'file').length === 2);
    await engine.until(() => engine.rows().filter((row) => row.state === 'waiting').length === 3);
    const open = async () => valueOf(await engine.client.snapshot()).questions;
    expect(await open()).toHaveLength(1);
    valueOf(await engine.client.answer((await open())[0]!.id, { kind: 'file-exists', answer: { action: 'rename', scope: 'this' } }));
    await engine.until(() => asked.length === 2);
    valueOf(await engine.client.answer((await open())[0]!.id, { kind: 'file-exists', answer: { action: 'skip', scope: 'run' } }));
    await engine.idle();
    expect(asked).toHaveLength(2);
    expect(engine.rows().filter((row) => row.state === 'skipped')).toHaveLength(2);
    expect((await readdir(join(onServer, 'tree'))).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', `${asked[0]} (2)`].toSorted());
    expect(await readFile(join(onServer, 'tree/b'), 'utf8')).toBe('old');
    expect(await readFile(join(onServer, `tree/${asked[0]} (2)`), 'utf8')).toBe(`new ${asked[0]}`);
  });

  it('cancels what runs and what waits, leaves nothing half, and retries to the end', async () => {
    await writeFile(join(onServer, 'big'), Buffer.alloc(250_000_000));
    await engine.close();
    engine = startTestEngine({ settings: { transfers: 1, downloadRate: 100_000_000 } });
    ({ session } = await engine.connect(profileOf(server), server.password));
    const place = (path: string) => ({ place: { session, path }, kind: 'file' as const, size: null });
    valueOf(await engine.client.enqueue({ sources: [place(`${remote}/big`), place(`${remote}/big`)], targetDirectory: { session: LOCAL_SESSION, path: scratch.path } }));
    await engine.moved(1_000_000);
    valueOf(await engine.client.cancelTransfers());
    await engine.idle();
    expect(engine.rows().map((row) => row.state)).toEqual(['cancelled', 'cancelled']);
    expect(await readdir(scratch.path)).toEqual([]);
    engine.changeSettings({ transfers: 1 });
    valueOf(await engine.client.retryTransfers([engine.rows()[0]!.id]));
    await engine.idle();
    expect(engine.rows().map((row) => row.state)).toEqual(['done', 'cancelled']);
    expect((await stat(scratch.at('big'))).size).toBe(250_000_000);
    valueOf(await engine.client.clearTransfers());
    await engine.until(() => engine.rows().length === 0);
  });

  it('signs in again after a restart of the engine, with the secret that the host holds', async () => {
    const memory = hostMemory();
    const first = startTestEngine({ memory });
    const opened = await first.connect(profileOf(server), server.password);
    await first.close();
    const second = startTestEngine({ memory });
    const again = await second.connect(profileOf(server));
    expect(again.session).toBe(opened.session);
    expect(second.questions.filter((question) => question.kind === 'password')).toEqual([]);
    expect(second.events.flatMap((event) => (event.type === 'log' ? event.lines : [])).map((line) => line.text).join('\n')).not.toContain(server.password);
    await second.close();
  });

  it('asks for the password, and again when it was wrong', async () => {
    let tries = 0;
    const own = startTestEngine({
      answer: (question) => {
        if (question.kind === 'password') return { kind: 'password', answer: { secret: ++tries === 1 ? 'wrong' : server.password } };
        return question.kind === 'host-key' || question.kind === 'certificate' ? { kind: question.kind, answer: 'once' } : null;
      },
    });
    await own.connect(profileOf(server));
    expect(own.questions.flatMap((question) => (question.kind === 'password' ? [question.again] : []))).toEqual([false, true]);
    await own.close();
  });

  it('opens the session again at its next use when the server dropped it', async () => {
    const port = server.port;
    await server.stop();
    await engine.until(() => engine.events.some((event) => event.type === 'session-lost'));
    server = await startServer(kind, { port });
    await mkdir(join(server.root, 'after'));
    const { count: listed } = valueOf(await engine.client.list(newOperation(), session, server.homePath, { fresh: true }));
    expect(listed).toBeGreaterThan(0);
    expect(engine.events.filter((event) => event.type === 'session').length).toBeGreaterThan(1);
  });
});

describe('the engine between two servers', () => {
  it('copies a tree through memory', async () => {
    const [left, right] = await Promise.all([startServer('proftpd-explicit'), startServer('openssh')]);
    const engine = startTestEngine();
    try {
      await mkdir(join(left.root, 'tree'));
      await makeOddFiles(join(left.root, 'tree'), { files: 40, server: 'proftpd-explicit', bigFile: 9_000_000 });
      await left.handOver();
      const [from, to] = [await engine.connect(profileOf(left), left.password), await engine.connect(profileOf(right), right.password)];
      const path = left.homePath === '/' ? '/tree' : `${left.homePath}/tree`;
      const rows = await engine.transfer(from.session, [{ path, kind: 'directory' }], to.session, right.homePath);
      expect(rows.filter((row) => row.state !== 'done').map((row) => [row.from.path, row.failure])).toEqual([]);
      await expectSameTree(join(left.root, 'tree'), join(right.root, 'tree'));
    } finally {
      await engine.close();
      await Promise.all([left.stop(), right.stop()]);
    }
  });
});

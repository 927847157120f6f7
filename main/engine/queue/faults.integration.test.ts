import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectSameTree } from '../../../e2e/fixtures/compare-trees.ts';
import { startFaultProxy, type FaultProxy } from '../../../e2e/fixtures/fault-proxy.ts';
import { seededRandom } from '../../../e2e/fixtures/seeded-random.ts';
import { startServer, type ServerKind, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import { openSession, type OpenSession } from '../open.ts';
import { startTestEngine, type TestEngine } from '../test-engine.ts';
import type { Errand } from './testing/queue-child.ts';

const SIZE = 6_000_000;
const CUTS = 7;

let scratch: string;
let server: TestServer | null = null;
let proxy: FaultProxy | null = null;
let engine: TestEngine | null = null;
beforeEach(async () => { scratch = await mkdtemp(join(tmpdir(), 'hawser-queue-faults-')); });
afterEach(async () => {
  await engine?.close();
  await proxy?.stop();
  await server?.stop();
  [server, proxy, engine] = [null, null, null];
  await rm(scratch, { recursive: true });
});

/** Sessions whose connections break whenever a transfer passes one of these places in the file. */
function breaking(places: number[], cut: () => void, starts: number[]): OpenSession {
  return async (profile, context) => {
    const session = await openSession(profile, context);
    const passing = (start: number, direction: 'up' | 'down') => {
      let position = start;
      let broken = false;
      starts.push(start);
      return (count: number): Promise<void> | undefined => {
        position += count;
        if (broken || places.length === 0 || position < places[0]!) return undefined;
        broken = true;
        // Once each: what is read again to be compared passes it another time.
        while (places.length > 0 && places[0]! <= position) places.shift();
        // No more bytes go by before the break is noticed. What was sent has arrived by then: it only fills buffers before.
        if (direction === 'up') return pause().then(cut).then(pause);
        cut();
        return pause();
      };
    };
    return {
      ...session,
      get ended() { return session.ended; },
      get protection() { return session.protection; },
      download: (path, sink, options) => {
        const passed = passing(options.offset, 'down');
        const write = (bytes: Uint8Array): Promise<void> | undefined => {
          const pause = passed(bytes.length);
          const written = sink.write(bytes);
          return pause === undefined ? written : Promise.all([pause, written]).then(() => {});
        };
        return session.download(path, { write }, options);
      },
      upload: (source, path, options) => {
        const passed = passing(options.offset, 'up');
        const read = async (into: Uint8Array): Promise<number> => {
          const count = await source.read(into);
          await passed(count);
          return count;
        };
        return session.upload({ size: source.size, read }, path, options);
      },
    };
  };
}

const pause = () => new Promise<void>((resolve) => { setTimeout(resolve, 50); });

describe.each<ServerKind>(['vsftpd-plain', 'vsftpd-explicit', 'openssh'])('a transfer with %s whose connection breaks again and again', (kind) => {
  it.each(['download', 'upload', 'upload through a temporary name'] as const)('goes on where it broke off: %s', async (direction) => {
    server = await startServer(kind);
    proxy = await startFaultProxy(server, kind === 'vsftpd-plain' ? { dataFaults: {} } : {});
    const random = seededRandom(kind.length + direction.length);
    const content = random.bytes(SIZE);
    const places = Array.from({ length: CUTS }, () => 1 + random.below(SIZE - 1)).toSorted((a, b) => a - b);
    const starts: number[] = [];
    engine = startTestEngine({ open: breaking(places, () => proxy!.cut('reset'), starts), settings: { retries: 8, retryDelaySeconds: 0, temporaryName: direction === 'upload through a temporary name' } });
    const profile = profileSchema.parse({ protocol: server.protocol, host: proxy.host, port: proxy.port, logon: { type: 'password', user: server.user } });
    const { session } = await engine.connect(profile, server.password);
    const home = server.homePath === '/' ? '' : server.homePath;
    await mkdir(join(scratch, 'there'));
    const [source, target] = direction === 'download' ? [join(server.root, 'file.bin'), join(scratch, 'there', 'file.bin')] : [join(scratch, 'file.bin'), join(server.root, 'file.bin')];
    await writeFile(source, content);
    const rows = direction === 'download'
      ? await engine.transfer(session, [{ path: `${home}/file.bin`, kind: 'file' }], LOCAL_SESSION, join(scratch, 'there'))
      : await engine.transfer(LOCAL_SESSION, [{ path: source, kind: 'file' }], session, home === '' ? '/' : home);
    expect(rows.map((row) => row.failure ?? row.state)).toEqual(['done']);
    expect((await readFile(target)).equals(content)).toBe(true);
    // Not from the beginning each time.
    expect(starts.filter((start) => start > 0).length).toBeGreaterThanOrEqual(2);
    expect(await readdir(direction === 'download' ? join(scratch, 'there') : server.root)).toEqual(['file.bin']);
  });
});

describe('an engine that is killed at random moments', () => {
  it('has each file there once and right when its queue is done', async () => {
    server = await startServer('openssh');
    const random = seededRandom(4);
    const [up, down] = [join(scratch, 'up'), join(server.root, 'down')];
    for (const folder of [up, down]) {
      for (const inner of ['.', 'a', 'a/b']) {
        await mkdir(join(folder, inner), { recursive: true });
        for (let index = 0; index < 60; index++) await writeFile(join(folder, inner, `${index}.bin`), random.bytes(random.below(90_000)));
      }
    }
    await mkdir(join(scratch, 'target'));
    const errand: Errand = {
      profile: { protocol: 'sftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user } }, secret: server.password, queue: join(scratch, 'queue.sqlite'),
      up: { from: up, to: server.homePath }, down: { from: `${server.homePath}/down`, to: join(scratch, 'target') },
    };
    let kills = 0;
    let said = '';
    while (true) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/queue-child.ts'), JSON.stringify(errand)], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = new Promise<number | null>((resolve) => { child.once('exit', resolve); });
      said = '';
      let timer: NodeJS.Timeout | undefined;
      child.stdout.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        if (kills < 6) timer ??= setTimeout(() => child.kill('SIGKILL'), random.below(350));
      });
      const code = await ended;
      clearTimeout(timer);
      if (code === 0) break;
      expect(child.signalCode).toBe('SIGKILL');
      kills++;
    }
    expect(kills).toBeGreaterThan(2);
    expect(JSON.parse(said.slice(said.indexOf('{')))).toEqual({ counts: { queued: 0, failed: 0, done: 360 }, failed: [], asked: ['host-key'] });
    expect(await expectSameTree(up, join(server.root, 'up'))).toMatchObject({ files: 180 });
    expect(await expectSameTree(down, join(scratch, 'target', 'down'))).toMatchObject({ files: 180 });
  }, 60_000);
});

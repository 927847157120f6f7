import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expectSameTree } from '../../../e2e/fixtures/compare-trees.ts';
import { startFaultProxy, type FaultProxyOptions, type Faults } from '../../../e2e/fixtures/fault-proxy.ts';
import { writeLargeFile } from '../../../e2e/fixtures/large-file.ts';
import { cutsOf } from '../../../e2e/fixtures/random-cuts.ts';
import { shellLogon, withShell } from '../../../e2e/fixtures/scp-account.ts';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { seededRandom } from '../../../e2e/fixtures/seeded-random.ts';
import { startServer, type ServerKind, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileSchema, type Protocol } from '../../../shared/model/profile.ts';
import { transferChoicesSchema } from '../../../shared/model/transfer-choices.ts';
import type { TransferRow } from '../../../shared/model/transfer.ts';
import { startTestEngine, valueOf } from '../test-engine.ts';

const scratch = scratchPerTest('cuts');

/** `beside`: up, through a temporary name. */
type Way = 'down' | 'up' | 'beside';

interface Line {
  readonly kind: ServerKind;
  readonly protocol: Protocol;
  readonly size: number;
  readonly cuts: number;
  readonly ways: readonly Way[];
  /** Attempts that may end without having got any further. */
  readonly retries: number;
  /** Milliseconds to the server and as many back. */
  readonly delay?: number;
}

/** A server with a proxy before it for each way, so that each has its own cuts, and an engine that is signed in to all of them. */
async function stage({ kind, protocol, size, cuts, ways, retries, delay }: Line) {
  // Where every connection goes at once, all of them come back at once.
  const server = await startServer(kind, { ...(protocol === 'scp' && withShell), configuration: kind === 'openssh' ? ['MaxStartups 100', ...(protocol === 'scp' ? withShell.configuration : [])] : [] });
  onTestFinished(server.stop);
  const random = seededRandom(kind.length + protocol.length);
  const engine = startTestEngine({ settings: { retries, retryDelaySeconds: 0, transfers: 3 } });
  onTestFinished(engine.close);
  const connect = async (way: Way, index: number) => {
    const proxy = await startFaultProxy(server, proxied(server, index, cutsOf({ place: way === 'down' ? 'toClient' : 'toServer', size, cuts, random, delay })));
    onTestFinished(proxy.stop);
    const transfers = { ...transferChoicesSchema.parse({}), temporaryName: way === 'beside' };
    const logon = protocol === 'scp' ? shellLogon(server) : { type: 'password', user: server.user };
    const profile = profileSchema.parse({ protocol, host: proxy.host, port: proxy.port, logon, transfers });
    return { way, proxy, session: (await engine.connect(profile, protocol === 'scp' ? undefined : server.password)).session };
  };
  return { server, engine, connected: await Promise.all(ways.map(connect)) };
}

function proxied({ protocol, firstPassive, lastPassive }: TestServer, index: number, faults: Faults): FaultProxyOptions {
  if (protocol === 'sftp') return { faults };
  return protocol === 'ftp' ? { dataFaults: faults } : { dataFaults: faults, twin: { host: `127.0.0.${index + 2}`, firstPassive, lastPassive } };
}

/** Sends a file each way over lines that break at their places, and gives the rows; the bytes have been compared then, and all cuts been made. */
async function sendOver(line: Line): Promise<readonly TransferRow[]> {
  const { server, engine, connected } = await stage(line);
  const home = server.homePath === '/' ? '' : server.homePath;
  const [here, there] = [scratch.at('here'), join(server.root, 'there')];
  for (const folder of [here, there, scratch.at('down'), join(server.root, 'up'), join(server.root, 'beside')]) await mkdir(folder);
  await writeLargeFile(join(here, 'a.bin'), line.size, 1);
  await writeLargeFile(join(there, 'a.bin'), line.size, 2);
  await server.handOver();
  for (const { way, session } of connected) {
    const [place, targetDirectory] = way === 'down'
      ? [{ session, path: `${home}/there/a.bin` }, { session: LOCAL_SESSION, path: scratch.at('down') }]
      : [{ session: LOCAL_SESSION, path: join(here, 'a.bin') }, { session, path: `${home}/${way}` }];
    valueOf(await engine.client.enqueue({ sources: [{ place, kind: 'file', size: line.size }], targetDirectory }));
  }
  await engine.idle();
  expect(engine.rows().map((row) => row.failure ?? row.state)).toEqual(line.ways.map(() => 'done'));
  expect(connected.map(({ proxy }) => proxy.cuts())).toEqual(line.ways.map(() => line.cuts));
  // What an attempt has left, with whatever gaps, is never taken for somebody else's.
  expect(engine.questions.filter(({ kind }) => kind === 'file-exists')).toEqual([]);
  for (const way of line.ways) await (way === 'down' ? expectSameTree(there, scratch.at(way)) : expectSameTree(here, join(server.root, way)));
  return engine.rows();
}

describe('a line that breaks again and again', () => {
  it.each([['vsftpd-plain', 'ftp'], ['vsftpd-explicit', 'ftps-explicit'], ['openssh', 'sftp']] as const)('to %s, at 50 random bytes of 200 MB, down, up and up through a temporary name', async (kind, protocol) => {
    const rows = await sendOver({ kind, protocol, size: 200_000_000, cuts: 50, ways: ['down', 'up', 'beside'], retries: 10 });
    expect(rows.map(({ note }) => note)).toEqual(['went-on', 'went-on', 'went-on']);
  }, 180_000);

  it('over a long way, where pieces of an upload arrive side by side: what has arrived without a gap is not sent again', async () => {
    const rows = await sendOver({ kind: 'openssh', protocol: 'sftp', size: 24_000_000, cuts: 8, ways: ['up', 'beside'], retries: 8, delay: 8 });
    expect(rows.map(({ note }) => note)).toEqual(['went-on', 'went-on']);
  }, 60_000);

  it('to a server that has SCP alone, which cannot continue a file: it begins anew, and says so', async () => {
    const rows = await sendOver({ kind: 'openssh', protocol: 'scp', size: 8_000_000, cuts: 3, ways: ['down', 'up', 'beside'], retries: 4 });
    expect(rows.map(({ note }) => note)).toEqual(['began-anew', 'began-anew', 'began-anew']);
  });

  it.each([0.25, 0.7])('over a long way at %d of an upload, which is put into the queue again over a short one, to be continued: no gap is left in it', async (part) => {
    const size = 48_000_000;
    const server = await startServer('openssh');
    onTestFinished(server.stop);
    const proxy = await startFaultProxy(server, { faults: { delay: 15, cutAfter: { toServer: size * part } } });
    onTestFinished(proxy.stop);
    const here = scratch.at('here');
    await mkdir(here);
    await writeLargeFile(join(here, 'a.bin'), size, 1);
    await mkdir(join(server.root, 'up'));
    await server.handOver();
    const send = async (port: number, settings: Parameters<typeof startTestEngine>[0]) => {
      const engine = startTestEngine(settings);
      onTestFinished(engine.close);
      const { session } = await engine.connect(profileSchema.parse({ protocol: 'sftp', host: server.host, port, logon: { type: 'password', user: server.user } }), server.password);
      return engine.transfer(LOCAL_SESSION, [{ path: join(here, 'a.bin'), kind: 'file' }], session, join(server.homePath, 'up'));
    };
    expect(await send(proxy.port, { settings: { retries: 0 } })).toMatchObject([{ state: 'failed' }]);
    expect(await send(server.port, { settings: { existsUpload: 'resume' } })).toMatchObject([{ state: 'done' }]);
    await expectSameTree(here, join(server.root, 'up'));
  });
});

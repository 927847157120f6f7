import { chmod, mkdtemp, readFile, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startFtpDouble } from '../../../e2e/fixtures/ftp-double.ts';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { startServer, type ServerKind, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileSchema, type Profile } from '../../../shared/model/profile.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { startTestEngine, type TestEngine } from '../test-engine.ts';

const scratch = scratchPerTest('carried');

async function connect(server: Pick<TestServer, 'host' | 'port' | 'user' | 'password'> & { readonly protocol?: Profile['protocol'] }, settings: Partial<Settings>, transfers: Partial<Profile['transfers']> = {}) {
  const engine = startTestEngine({ settings });
  onTestFinished(engine.close);
  const profile = profileSchema.parse({ protocol: server.protocol ?? 'ftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user }, transfers });
  return { engine, session: (await engine.connect(profile, server.password)).session };
}
const logOf = (engine: TestEngine): string => engine.events.flatMap((event) => (event.type === 'log' ? event.lines.map(({ text }) => text) : [])).join('\n');

/** Whether the server, as it is started here, makes checksums. */
const servers = [['vsftpd-plain', false], ['proftpd-explicit', true], ['pure-ftpd-plain', false], ['proftpd-sftp', true], ['openssh', false]] as const satisfies readonly (readonly [ServerKind, boolean])[];

describe.each(servers)('a file carried to and from %s', (kind, sums) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(kind, { configuration: kind === 'proftpd-explicit' ? ['LoadModule mod_digest.c'] : [] });
  });
  afterAll(() => server.stop());
  const onServer = (name: string) => `${server.homePath === '/' ? '' : server.homePath}/${name}`;

  it('goes through a temporary name where the site wants it, keeps time and mode, and is compared by checksum', async () => {
    const { engine, session } = await connect(server, { verify: true, keepModes: true, existsUpload: 'overwrite' }, { temporaryName: true });
    const local = scratch.at('a.bin');
    for (const content of [Buffer.alloc(300_000, 1), Buffer.alloc(200_000, 2)]) {
      await writeFile(local, content);
      await chmod(local, 0o640);
      await utimes(local, 1_700_000_000, 1_700_000_000);
      const [up] = await engine.transfer(LOCAL_SESSION, [{ path: local, kind: 'file' }], session, server.homePath);
      expect(up).toMatchObject({ state: 'done', verified: sums });
      const there = await stat(join(server.root, 'a.bin'));
      expect((await readFile(join(server.root, 'a.bin'))).equals(content)).toBe(true);
      expect([Math.round(there.mtimeMs / 1000), there.mode & 0o777]).toEqual([1_700_000_000, 0o640]);
      expect(await readdir(server.root)).toEqual(['a.bin']);
    }
    await engine.until(() => /\.a\.bin\.[0-9a-z]{4}\.hawser-part/u.test(logOf(engine)));

    const [down] = await engine.transfer(session, [{ path: onServer('a.bin'), kind: 'file' }], LOCAL_SESSION, (await mkdtemp(scratch.at('back'))));
    expect(down).toMatchObject({ state: 'done', verified: sums });
    const back = await stat(down!.to.path);
    expect((await readFile(down!.to.path)).equals(await readFile(local))).toBe(true);
    // The mode is as far as the listing tells it.
    expect(back.mode & 0o777).toBe(0o640);
    expect(Math.abs(back.mtimeMs / 1000 - 1_700_000_000)).toBeLessThan(kind === 'vsftpd-plain' || kind === 'pure-ftpd-plain' ? 86_400 : 1);
  });

  it('keeps neither time nor mode where that is not wanted, and says nothing of checksums', async () => {
    const { engine, session } = await connect(server, { keepTimes: false });
    const local = scratch.at('b.bin');
    await writeFile(local, 'x');
    await utimes(local, 1_700_000_000, 1_700_000_000);
    const [up] = await engine.transfer(LOCAL_SESSION, [{ path: local, kind: 'file' }], session, server.homePath);
    expect(up?.verified).toBeUndefined();
    expect((await stat(join(server.root, 'b.bin'))).mtimeMs).toBeGreaterThan(1_750_000_000_000);
    expect(logOf(engine)).not.toContain('hawser-part');
  });
});

describe('a server that does it differently', () => {
  it('a checksum that differs is a failure of its own, and nothing that is wrong is put in place', async () => {
    const double = await startFtpDouble({ files: { '/a.bin': 'whole' }, script: {
      FEAT: (session) => session.reply('211-Features:\r\n HASH SHA-256*\r\n MLST type*;size*;modify*;\r\n211 End'),
      HASH: (session) => session.reply(`213 SHA-256 0-5 ${'0'.repeat(64)} a.bin`),
    } });
    try {
      const { engine, session } = await connect(double, { verify: true }, { temporaryName: true });
      const [down] = await engine.transfer(session, [{ path: '/a.bin', kind: 'file' }], LOCAL_SESSION, scratch.path);
      expect(down).toMatchObject({ state: 'failed', failure: { reason: 'checksum-differs', detail: expect.stringContaining('0'.repeat(64)) } });
      expect(await readdir(scratch.path)).toEqual([]);
      await writeFile(scratch.at('new.bin'), 'new');
      const [up] = await engine.transfer(LOCAL_SESSION, [{ path: scratch.at('new.bin'), kind: 'file' }], session, '/');
      expect(up).toMatchObject({ state: 'failed', failure: { reason: 'checksum-differs' } });
      expect([...double.files.keys()]).toEqual(['/a.bin']);
    } finally {
      await double.stop();
    }
  });

  it('that does not rename over a file: the old one goes first, and the row says so; one that renames nothing keeps what has arrived', async () => {
    let refuses = false;
    const double = await startFtpDouble({ files: { '/new.bin': 'old' }, script: {
      RNTO: (session, path) => (refuses || double.files.has(path) ? session.reply('553 Rename failed.') : session.usual()),
    } });
    try {
      const { engine, session } = await connect(double, { temporaryName: true, existsUpload: 'overwrite' });
      await writeFile(scratch.at('new.bin'), 'new');
      const send = () => engine.transfer(LOCAL_SESSION, [{ path: scratch.at('new.bin'), kind: 'file' }], session, '/');
      expect(await send()).toMatchObject([{ state: 'done', note: 'replaced-in-two-steps' }]);
      expect([...double.files]).toEqual([['/new.bin', Buffer.from('new')]]);
      refuses = true;
      await writeFile(scratch.at('new.bin'), 'newest');
      expect(await send()).toMatchObject([{ state: 'failed', failure: { reason: 'not-in-place', detail: expect.stringContaining('553') } }]);
      expect([...double.files.values()].map(String)).toEqual(['newest']);
    } finally {
      await double.stop();
    }
  });
});

import { execFile } from 'node:child_process';
import { chmod, lstat, mkdir, readdir, readFile, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startFtpDouble } from '../../e2e/fixtures/ftp-double.ts';
import * as ftpFaults from '../../e2e/fixtures/ftp-faults.ts';
import { scratchPerTest } from '../../e2e/fixtures/scratch.ts';
import { startSftpDouble, type SftpScript } from '../../e2e/fixtures/sftp-double.ts';
import * as sftpFaults from '../../e2e/fixtures/sftp-faults.ts';
import { mountSmallDisk } from '../../e2e/fixtures/small-disk.ts';
import { LOCAL_SESSION, type SessionId } from '../../shared/model/ids.ts';
import { profileSchema, type Protocol } from '../../shared/model/profile.ts';
import { startTestEngine, valueOf, type TestEngine } from './test-engine.ts';

interface Double {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly files: ReadonlyMap<string, Buffer>;
  stop(): Promise<void>;
}

const scratch = scratchPerTest('faults');
let target: string;
let engine: TestEngine;

beforeEach(async () => {
  target = scratch.at('chosen');
  await mkdir(target);
  engine = startTestEngine();
});
afterEach(() => engine.close());

async function connect(protocol: Protocol, double: Double): Promise<SessionId> {
  onTestFinished(() => double.stop());
  const profile = profileSchema.parse({ protocol, host: double.host, port: double.port, logon: { type: 'password', user: double.user } });
  return (await engine.connect(profile, double.password)).session;
}

/** All paths below a folder, sorted. */
async function below(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).toSorted();
}

const files = { '/dir/good.txt': 'good', '/dir/second.txt': 'second' };

describe.each(['ftp', 'sftp'] as const)('%s: hostile names in a listing', (protocol) => {
  const names = [...ftpFaults.hostileNames, 'good.txt'];
  // A line break in a name makes two lines of an FTP listing, the second of which is no row.
  const possible = [...names, ...names.map((name) => name.split('\r\n')[0])];
  const start = () => protocol === 'ftp'
    ? startFtpDouble({ files, script: ftpFaults.listNames(names) })
    : startSftpDouble({ files: Object.fromEntries(names.map((name) => [`/dir/${name}`, 'evil'])), script: oneFolder(names) });

  it('never write outside the chosen folder, nor under a name that they are not', async () => {
    const session = await connect(protocol, await start());
    const rows = await engine.transfer(session, [{ path: '/dir', kind: 'directory' }], LOCAL_SESSION, target);
    expect((await readdir(scratch.path)).toSorted()).toEqual(['chosen']);
    expect(await readdir(target)).toEqual(['dir']);
    const written = await readdir(join(target, 'dir'));
    expect(written).toContain('good.txt');
    for (const name of written) {
      expect(possible).toContain(name);
      expect((await lstat(join(target, 'dir', name))).isFile()).toBe(true);
      expect(name).not.toMatch(/[/\r\n\0]|^\.\.?$/u);
    }
    for (const row of rows) expect(row.to.path.startsWith(`${target}/`)).toBe(true);
    await expect(lstat('/etc/escaped.txt')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

/** The folder `/dir` holds files with these names, and the root holds the folder. */
function oneFolder(names: readonly string[]): SftpScript {
  const hostile = sftpFaults.listNames(names)['READDIR']!;
  return { READDIR: (request) => (request.path === '/dir' ? hostile(request) : request.usual()) };
}

describe('a link in the chosen folder', () => {
  it('does not lead a download out of it', async () => {
    await mkdir(scratch.at('outside'));
    await symlink(scratch.at('outside'), join(target, 'dir'));
    const session = await connect('ftp', await startFtpDouble({ files }));
    const rows = await engine.transfer(session, [{ path: '/dir', kind: 'directory' }], LOCAL_SESSION, target);
    expect(rows).toMatchObject([{ state: 'failed', failure: { reason: 'unsafe-name' } }]);
    expect(await below(scratch.at('outside'))).toEqual([]);
  });

  it('is replaced by the file that is downloaded over it, and what it leads to stays', async () => {
    await writeFile(scratch.at('precious'), 'precious');
    await symlink(scratch.at('precious'), join(target, 'good.txt'));
    await symlink(scratch.at('precious'), join(target, '.good.txt.hawser-part'));
    const session = await connect('ftp', await startFtpDouble({ files }));
    const rows = await engine.transfer(session, [{ path: '/dir/good.txt', kind: 'file' }], LOCAL_SESSION, target);
    expect(rows).toMatchObject([{ state: 'done' }]);
    expect(await readFile(scratch.at('precious'), 'utf8')).toBe('precious');
    expect((await lstat(join(target, 'good.txt'))).isFile()).toBe(true);
    expect(await below(target)).toEqual(['good.txt']);
  });
});

describe('the local disk', () => {
  it.runIf(process.getuid?.() === 0)('full: says so, keeps the old file and leaves no half one', async () => {
    const small = scratch.at('small');
    onTestFinished((await mountSmallDisk(small, 1024 * 1024)).stop);
    await writeFile(join(small, 'big.bin'), 'old');
    const session = await connect('sftp', await startSftpDouble({ files: { '/big.bin': Buffer.alloc(5_000_000, 1) } }));
    const rows = await engine.transfer(session, [{ path: '/big.bin', kind: 'file' }], LOCAL_SESSION, small);
    expect(rows).toMatchObject([{ state: 'failed', failure: { code: 'local-io', reason: 'disk-full', detail: expect.stringContaining('ENOSPC') } }]);
    expect(await below(small)).toEqual(['big.bin']);
    expect(await readFile(join(small, 'big.bin'), 'utf8')).toBe('old');
  });

  it.runIf(process.getuid?.() === 0)('read-only: says that access is not allowed', async () => {
    const locked = scratch.at('locked');
    await mkdir(locked);
    await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', locked]);
    onTestFinished(() => promisify(execFile)('umount', [locked]).then(() => undefined));
    const session = await connect('ftp', await startFtpDouble({ files }));
    const rows = await engine.transfer(session, [{ path: '/dir', kind: 'directory' }, { path: '/dir/good.txt', kind: 'file' }], LOCAL_SESSION, locked);
    expect(rows.map((row) => row.failure?.reason)).toEqual(['local-denied', 'local-denied']);
  });

  it('says that a name is too long for it', async () => {
    const name = `${'x'.repeat(300)}.txt`;
    const session = await connect('ftp', await startFtpDouble({ script: ftpFaults.listNames([name, 'good.txt']) }));
    const rows = await engine.transfer(session, [{ path: '/dir', kind: 'directory' }], LOCAL_SESSION, target);
    expect(rows.filter((row) => row.kind === 'file').map((row) => row.failure?.reason ?? row.state).toSorted()).toEqual(['done', 'name-too-long']);
  });

  it('tells of a file to upload that vanished, and goes on with the others', async () => {
    const source = scratch.at('source');
    await mkdir(source);
    for (const name of ['a', 'b', 'c']) await writeFile(join(source, name), name);
    const double = await startFtpDouble({ files });
    const session = await connect('ftp', double);
    valueOf(await engine.client.pauseQueue(true));
    const sources = ['a', 'b', 'c'].map((name) => ({ place: { session: LOCAL_SESSION, path: join(source, name) }, kind: 'file' as const, size: 1 }));
    valueOf(await engine.client.enqueue({ sources, targetDirectory: { session, path: '/dir' } }));
    await unlink(join(source, 'b'));
    valueOf(await engine.client.pauseQueue(false));
    await engine.idle();
    expect(engine.rows().map((row) => row.failure?.reason ?? row.state)).toEqual(['done', 'local-missing', 'done']);
    expect(double.files.has('/dir/b')).toBe(false);
  });

  it('tells of a file that may not be read', async () => {
    // Root may read everything; what nobody can read as a file is a folder's name or a named pipe.
    await promisify(execFile)('mkfifo', [scratch.at('pipe')]);
    await writeFile(scratch.at('closed'), 'x');
    await chmod(scratch.at('closed'), 0o000);
    const session = await connect('ftp', await startFtpDouble({ files }));
    const rows = await engine.transfer(LOCAL_SESSION, [{ path: scratch.at('pipe'), kind: 'file' }, { path: scratch.at('closed'), kind: 'file' }], session, '/dir');
    expect(rows[0]).toMatchObject({ state: 'failed', failure: { reason: 'local-failed' } });
    expect(rows[1]?.failure?.reason ?? 'done').toBe(process.getuid?.() === 0 ? 'done' : 'local-denied');
  });
});

describe('a server that breaks off', () => {
  it('in the middle of a download: the file fails, nothing half is kept, and a retry goes on', async () => {
    let cuts = 0;
    const content = Buffer.alloc(400_000, 5);
    const cut = ftpFaults.cutData(100_000)['RETR']!;
    const double = await startFtpDouble({ files: { '/big.bin': content }, script: { RETR: (session, argument) => (cuts++ === 0 ? cut(session, argument) : session.usual()) } });
    const session = await connect('ftp', double);
    const rows = await engine.transfer(session, [{ path: '/big.bin', kind: 'file' }], LOCAL_SESSION, target);
    expect(rows[0]).toMatchObject({ state: 'failed', failure: { detail: expect.stringContaining('426') } });
    expect(await below(target)).toEqual([]);
    valueOf(await engine.client.retryTransfers());
    await engine.idle();
    expect(engine.rows()[0]).toMatchObject({ state: 'done', size: 400_000 });
    expect((await readFile(join(target, 'big.bin'))).equals(content)).toBe(true);
  });

  it('with a 226 after half of the file: it is not taken for the whole', async () => {
    const session = await connect('ftp', await startFtpDouble({ files: { '/dir/big.bin': Buffer.alloc(400_000, 5) }, script: ftpFaults.cutData(100_000, '226') }));
    const rows = await engine.transfer(session, [{ path: '/dir', kind: 'directory' }], LOCAL_SESSION, target);
    const [file] = rows.filter((row) => row.kind === 'file');
    expect(file?.state).toBe('failed');
    expect(await below(target)).toEqual(['dir']);
  });

  it('that has no room: the words of the server stand beside ours', async () => {
    await writeFile(scratch.at('up.bin'), Buffer.alloc(2_000_000));
    const session = await connect('ftp', await startFtpDouble({ files, script: ftpFaults.fullDisk(100_000) }));
    const rows = await engine.transfer(LOCAL_SESSION, [{ path: scratch.at('up.bin'), kind: 'file' }], session, '/dir');
    expect(rows[0]).toMatchObject({ state: 'failed', failure: { reason: 'server-full', detail: expect.stringContaining('552 Disk full') } });
  });

  it('that allows one connection only: transfers go over the one that browses', async () => {
    let greetings = 0;
    const double = await startFtpDouble({ files, script: { CONNECT: (session) => (greetings++ === 0 ? session.usual() : session.reply('421 Too many connections from your address.')) } });
    const session = await connect('ftp', double);
    const rows = await engine.transfer(session, [{ path: '/dir', kind: 'directory' }], LOCAL_SESSION, target);
    expect(rows.map((row) => row.failure ?? row.state)).toEqual(['done', 'done', 'done']);
    expect(await below(target)).toEqual(['dir', 'dir/good.txt', 'dir/second.txt']);
  });

  it('that allows fewer connections than wanted: transfers use those that it allows', async () => {
    await engine.close();
    engine = startTestEngine({ settings: { transfers: 6 } });
    let greetings = 0;
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`/dir/${index}.txt`, `${index}`]));
    const double = await startFtpDouble({ files: many, script: { CONNECT: (session) => (greetings++ < 3 ? session.usual() : session.reply('421 Too many connections from your address.')) } });
    const session = await connect('ftp', double);
    const rows = await engine.transfer(session, [{ path: '/dir', kind: 'directory' }], LOCAL_SESSION, target);
    expect(rows.filter((row) => row.state !== 'done').map((row) => row.failure)).toEqual([]);
    expect(rows).toHaveLength(31);
    expect(greetings).toBeGreaterThan(3);
  });

  it('after the sign-in: a listing opens the connection again by itself', async () => {
    let first = true;
    const double = await startFtpDouble({ files, script: { MLSD: (session) => {
      if (!first) return session.usual();
      first = false;
      return session.hangUp();
    } } });
    const session = await connect('ftp', double);
    const rows = await engine.transfer(session, [{ path: '/dir', kind: 'directory' }], LOCAL_SESSION, target);
    expect(rows.map((row) => row.failure ?? row.state)).toEqual(['done', 'done', 'done']);
  });
});

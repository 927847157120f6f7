import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { startFaultProxy } from '../../../e2e/fixtures/fault-proxy.ts';
import { startSftpDouble, type SftpDouble, type SftpDoubleOptions, type SftpStep } from '../../../e2e/fixtures/sftp-double.ts';
import * as faults from '../../../e2e/fixtures/sftp-faults.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import type { FailureData } from '../../../shared/model/failure.ts';
import type { SessionContext } from '../session/context.ts';
import { failureOf } from '../session/failure-of.ts';
import { Failure } from '../session/failure.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openScp } from '../scp/connect.ts';
import { openSftp } from './connect.ts';
import { profileOf, quietContext, type RecordingContext } from './test-context.ts';

/** A new one each time: many listeners on one are taken for a leak. */
const never = (): AbortSignal => new AbortController().signal;
const impatient = { settings: { ...settingsSchema.parse({}), timeoutSeconds: 1 } };
let double: SftpDouble;
let session: Session | null = null;
let context: RecordingContext;

async function start(options: SftpDoubleOptions, changes: Partial<SessionContext> = {}): Promise<Session> {
  double = await startSftpDouble(options);
  context = quietContext(double, changes);
  session = await openSftp(profileOf(double), context);
  return session;
}

const get = async (path: string, offset = 0): Promise<Buffer> => {
  const sink = memorySink();
  await (session as Session).download(path, sink, { signal: never(), offset });
  return sink.bytes();
};
const put = (path: string, bytes: Uint8Array, offset = 0): Promise<number> => (session as Session).upload(memorySource(bytes), path, { signal: never(), offset });
const list = async (path: string): Promise<Entry[]> => {
  const rows: Entry[] = [];
  await (session as Session).list(path, { signal: never(), onEntries: (entries) => rows.push(...entries) });
  return rows;
};

afterEach(async () => {
  await session?.close();
  session = null;
  await double.stop();
});

describe('before SSH begins', () => {
  const tryOpen = async (connect: NonNullable<SftpDoubleOptions['connect']>): Promise<FailureData> => {
    double = await startSftpDouble({ connect });
    return failureOf(openSftp(profileOf(double), quietContext(double, impatient)));
  };

  it('names a server that hangs up, is silent, or is none of SSH', async () => {
    expect((await tryOpen(faults.hangUp)).reason).toBe('server-hung-up');
    await double.stop();
    expect(await tryOpen(faults.neverGreet)).toMatchObject({ code: 'timeout', reason: 'reply-timeout' });
    await double.stop();
    expect(await tryOpen(faults.speakHttp)).toMatchObject({ reason: 'not-this-protocol', detail: expect.stringContaining('HTTP/1.1 400') as string });
    await double.stop();
    expect(await tryOpen((socket) => void socket.write('220 Welcome to FTP\r\n'))).toMatchObject({ reason: 'not-this-protocol', detail: '220 Welcome to FTP' });
    await double.stop();
    expect(await tryOpen((socket) => void socket.end('Exceeded MaxStartups\r\n'))).toMatchObject({ reason: 'too-many-connections' });
    await double.stop();
    expect((await tryOpen((socket) => void socket.end(randomBytes(4000)))).reason).toBe('not-this-protocol');
    await double.stop();
    expect((await tryOpen(faults.endlessGreeting)).reason).toBe('not-this-protocol');
  });

  it.each([
    ['opens no channel', 'unopened', openSftp],
    ['starts nothing on it', 'unstarted', openSftp],
    ['opens no channel, for SCP', 'unopened', openScp],
    ['starts no command, for SCP', 'unstarted', openScp],
  ] as const)('waits no longer than the time limit for a server that lets the user in and %s', async (_what, session, open) => {
    double = await startSftpDouble({ session });
    expect(await failureOf(open(profileOf(double), quietContext(double, impatient)))).toMatchObject({ code: 'timeout', reason: 'reply-timeout' });
  });

  it('names a closed port', async () => {
    double = await startSftpDouble();
    await double.stop();
    expect((await failureOf(openSftp(profileOf(double), quietContext(double)))).reason).toBe('connection-refused');
  });

  it.each(['toClient', 'toServer'] as const)('names one that is cut anywhere before the session stands (%s)', async (way) => {
    double = await startSftpDouble();
    const reasons: string[] = [];
    for (let bytes = 3; reasons.at(-1) !== 'open'; bytes += 149) {
      const proxy = await startFaultProxy(double, { faults: { cutAfter: { [way]: bytes } } });
      const opening = openSftp({ ...profileOf(double), port: proxy.port }, quietContext(double, impatient));
      reasons.push(await opening.then((session) => session.close()).then(() => 'open', (problem: unknown) => (problem as Failure).data.reason));
      await proxy.stop();
    }
    expect(reasons.length).toBeGreaterThan(8);
    // In the version line, in the handshake, and while signing in.
    expect(reasons.at(0)).toBe('server-hung-up');
    expect(reasons).toContain('handshake-broken');
    expect(['server-hung-up', 'connection-lost']).toContain(reasons.at(-2));
    expect(new Set(reasons)).not.toContain('login-refused');
  });

  it('waits for the rest of the line by which a server names itself', async () => {
    expect(await tryOpen((socket) => void socket.write('SSH-2.0-Half'))).toMatchObject({ reason: 'reply-timeout' });
  });
});

describe('listing', () => {
  it('drops names that would leave the folder, and says so', async () => {
    await start({ script: faults.listNames(['good', '../up', '/etc/passwd', '..', '.', 'a/b', 'line\nbreak', 'nul\0', '', 'CON']) });
    expect((await list('/')).map((entry) => entry.name)).toEqual(['good', 'CON']);
    expect(context.lines.filter((line) => line.includes('would leave the folder'))).toHaveLength(6);
  });

  it('fails with the server’s words, and goes on', async () => {
    await start({ files: { '/a/x': 'x', '/b/y': 'y' }, script: faults.failAt('OPENDIR', 'permissionDenied', 'Keep out.', '/a') });
    expect(await failureOf(list('/a'))).toMatchObject({ reason: 'permission-denied', parameters: { path: '/a' }, detail: expect.stringContaining('Keep out.') as string });
    expect((await list('/b')).map((entry) => entry.name)).toEqual(['y']);
  });

  it('waits for a server that lists slowly, as long as each answer comes in time', async () => {
    const slow: SftpStep = (request) => void setTimeout(() => request.usual(), 700);
    await start({ files: { '/a': 'a', '/b': 'b' }, script: { OPENDIR: slow, READDIR: slow } }, impatient);
    expect((await list('/')).map(({ name }) => name).toSorted()).toEqual(['a', 'b']);
  });

  it('works with a server that has version 3 and no extension at all', async () => {
    const opened = await start({ files: { '/f': 'content' } });
    expect([opened.replace, opened.copy, opened.checksum, opened.freeSpace]).toEqual([undefined, undefined, undefined, undefined]);
    expect(opened.abilities).toEqual(['setMode', 'setTime', 'readLink', 'makeLink', 'resumeDownload', 'resumeUpload']);
    await put('/g', Buffer.from('new'));
    await opened.rename('/g', '/h');
    expect([(await get('/f')).toString(), (await get('/h')).toString()]).toEqual(['content', 'new']);
  });

  it('stops at its signal while rows come, and the session works on', async () => {
    await start({ files: { '/f': 'f' }, script: { READDIR: (request) => request.path === '/endless' ? request.names([]) : request.usual(), OPENDIR: (request) => request.usual() } });
    const cancel = new AbortController();
    cancel.abort();
    expect((await failureOf((session as Session).list('/', { signal: cancel.signal, onEntries: () => undefined }))).reason).toBe('cancelled');
    expect(await list('/')).toHaveLength(1);
  });
});

describe('downloading', () => {
  const large = randomBytes(3_000_000);

  it('puts short answers together and asks for less from then on', async () => {
    await start({
      files: { '/large': large },
      script: { READ: (request) => request.offset >= large.length ? request.usual() : request.data(large.subarray(request.offset, request.offset + Math.min(request.length, 7_777))) },
    });
    expect((await get('/large')).equals(large)).toBe(true);
    expect((await get('/large', 1_234_567)).equals(large.subarray(1_234_567))).toBe(true);
  });

  it('fails when a file ends before its size', async () => {
    await start({ files: { '/large': large }, script: faults.cutFile(1_000_000) });
    expect(await failureOf(get('/large'))).toMatchObject({ code: 'lost', reason: 'data-cut-short' });
  });

  it('fails when the file is shorter than the part that is there already', async () => {
    await start({ files: { '/small': 'small' } });
    expect((await failureOf(get('/small', 6))).reason).toBe('wrong-size');
    expect((await get('/small', 5)).length).toBe(0);
  });

  it('names the server’s refusal and goes on', async () => {
    await start({ files: { '/a': 'a', '/b': 'b' }, script: faults.denied('/a') });
    expect((await failureOf(get('/a'))).reason).toBe('permission-denied');
    expect((await failureOf(get('/nothing'))).reason).toBe('no-such-file');
    expect((await get('/b')).toString()).toBe('b');
  });

  it('fails when reading fails in the middle or closing does', async () => {
    await start({ files: { '/large': large }, script: { READ: (request) => (request.offset > 1_000_000 ? request.status(4, 'Disk on fire') : request.usual()) } });
    expect(await failureOf(get('/large'))).toMatchObject({ reason: 'server-refused', detail: expect.stringContaining('Disk on fire') as string });
    await session?.close();
    await double.stop();
    await start({ files: { '/f': 'f' }, script: faults.failAt('CLOSE', 'failure') });
    expect((await failureOf(get('/f'))).reason).toBe('server-refused');
  });

  it('ends all that waits when the connection breaks, and settles `ended`', async () => {
    const opened = await start({ files: { '/large': large, '/x': 'x' }, script: { ...faults.resetAt('READ', 500_000), ...faults.stallAt('STAT') } });
    const stalled = failureOf(opened.stat('/x', never()).then(() => list('/').then(() => opened.download('/large', memorySink(), { signal: never(), offset: 0 }))));
    expect(await failureOf(get('/large'))).toMatchObject({ code: 'lost', reason: 'connection-lost' });
    expect((await stalled).reason).toBe('connection-lost');
    await opened.ended;
    expect((await failureOf(list('/'))).reason).toBe('connection-lost');
  });

  it('gives up on a server that stops answering', async () => {
    const opened = await start({ files: { '/large': large }, script: faults.stallAt('READ', 500_000) }, impatient);
    expect(await failureOf(get('/large'))).toMatchObject({ code: 'timeout', reason: 'reply-timeout' });
    await opened.ended;
  });

  it('does not give up while only the sink takes its time', async () => {
    const opened = await start({ files: { '/large': large } }, impatient);
    let first = true;
    const parts: Buffer[] = [];
    const write = (bytes: Uint8Array): Promise<void> | undefined => {
      parts.push(Buffer.from(bytes));
      if (!first) return undefined;
      first = false;
      return new Promise((resolve) => { setTimeout(resolve, 1_500); });
    };
    expect(await opened.download('/large', { write }, { signal: never(), offset: 0 })).toBe(large.length);
    expect(Buffer.concat(parts).equals(large)).toBe(true);
  });

  it('keeps the bytes of small files until a slow sink has taken them', async () => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`/f${index}`, randomBytes(index * 700)]));
    const opened = await start({ files });
    await Promise.all(Object.entries(files).map(async ([name, bytes]) => {
      const parts: Buffer[] = [];
      const write = async (part: Uint8Array): Promise<void> => {
        await new Promise((resolve) => { setTimeout(resolve, 3); });
        parts.push(Buffer.from(part));
      };
      await opened.download(name, { write }, { signal: never(), offset: 0 });
      expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    }));
  });

  it('runs many side by side, each whole', async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`/f${index}`, randomBytes(index * 97)]));
    await start({ files });
    const names = Object.keys(files);
    let next = 0;
    await Promise.all(Array.from({ length: 64 }, async () => {
      while (next < names.length) {
        const name = names[next++] ?? '';
        expect((await get(name)).equals(files[name] ?? Buffer.alloc(0))).toBe(true);
      }
    }));
  });
});

describe('uploading', () => {
  const large = randomBytes(3_000_000);

  it('resumes, and cuts off what would stay behind the new end', async () => {
    await start({ files: { '/part': 'aaaaaaaaaa' } });
    expect(await put('/part', Buffer.from('bb'), 3)).toBe(2);
    expect(double.files.get('/part')?.toString()).toBe('aaabb');
    expect((await failureOf(put('/part', Buffer.from('c'), 6))).reason).toBe('wrong-size');
    expect((await failureOf(put('/nothing', Buffer.from('c'), 6))).reason).toBe('no-such-file');
  });

  it('fails when a piece is refused, and leaves no hole', async () => {
    await start({ script: { WRITE: (request) => (request.offset >= 1_000_000 && request.offset < 1_100_000 ? request.status(4, 'No space left on device') : request.usual()) } });
    expect(await failureOf(put('/large', large))).toMatchObject({ code: 'quota', reason: 'server-full' });
    await list('/');
    const kept = double.files.get('/large') ?? Buffer.alloc(0);
    expect(kept.equals(large.subarray(0, kept.length))).toBe(true);
  });

  it('fails when closing fails, since that is where the end is stored', async () => {
    await start({ script: faults.failAt('CLOSE', 'failure', 'Quota exceeded') });
    expect((await failureOf(put('/f', Buffer.from('f')))).reason).toBe('server-full');
  });

  it('gives up on a server that stops answering', async () => {
    await start({ script: faults.stallAt('WRITE', 500_000) }, impatient);
    expect((await failureOf(put('/large', large))).reason).toBe('reply-timeout');
  });

  it('ends when the connection breaks', async () => {
    const opened = await start({ script: faults.hangUpAt('CLOSE') });
    expect((await failureOf(put('/large', large))).reason).toBe('connection-lost');
    await opened.ended;
  });
});

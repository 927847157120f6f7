import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFaultProxy } from '../../../e2e/fixtures/fault-proxy.ts';
import { startForger } from '../../../e2e/fixtures/forger.ts';
import { resetConnection } from '../../../e2e/fixtures/reset-connection.ts';
import { startSftpDouble, type SftpDouble } from '../../../e2e/fixtures/sftp-double.ts';
import { describeFailure } from '../../../shared/locale/describe-failure.ts';
import type { FailureData } from '../../../shared/model/failure.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import { failureOf } from '../session/failure-of.ts';
import { algorithms } from './algorithms.ts';
import { openSftp } from './connect.ts';
import { field } from './keys/ssh-fields.ts';
import { profileOf, quietContext, type RecordingContext } from './test-context.ts';

let context: RecordingContext;
/** What becomes of signing in at a place where nobody may be told a secret. */
async function meet(place: Pick<SftpDouble, 'host' | 'port' | 'user' | 'password'>): Promise<FailureData> {
  const settings = { ...settingsSchema.parse({}), timeoutSeconds: 1 };
  context = quietContext(place, { settings, password: () => Promise.reject(new Error('not to be asked')) });
  return failureOf(openSftp(profileOf(place), context));
}

async function script(connect: (socket: Socket) => void): Promise<SftpDouble> {
  const double = await startSftpDouble({ connect });
  onTestFinished(() => double.stop());
  return double;
}
const meetScript = async (connect: (socket: Socket) => void): Promise<FailureData> => meet(await script(connect));

/** Resets a connection once the other side has said so much: its version is shorter than 100 bytes, and what follows answers the server's. */
function resetAfter(socket: Socket, bytes: number): (chunk: Buffer) => void {
  let heard = 0;
  return ({ length }) => {
    heard += length;
    if (heard >= bytes) resetConnection(socket);
  };
}

const VERSION = 'SSH-2.0-Scripted\r\n';
const KEXINIT = 20;
/** What a server offers that agrees with everything but the lists given (RFC 4253 section 7.1). */
function offer(lists: Readonly<Record<string, string>> = {}): Buffer {
  const { kex, serverHostKey, cipher, hmac, compress } = algorithms;
  const usual: readonly (readonly [string, readonly string[]])[] = [['kex', kex], ['key', serverHostKey], ['cipher', cipher], ['cipher', cipher], ['mac', hmac], ['mac', hmac], ['compression', compress], ['compression', compress], ['language', []], ['language', []]];
  const payload = Buffer.concat([Buffer.of(KEXINIT), randomBytes(16), ...usual.map(([what, names]) => field(lists[what] ?? names.join(','))), Buffer.alloc(5)]);
  const padding = 8 + 7 - ((5 + payload.length + 7) % 8);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(1 + payload.length + padding);
  head[4] = padding;
  return Buffer.concat([head, payload, Buffer.alloc(padding)]);
}

describe('a server that has nothing in common with Hawser', () => {
  it.each([
    ['kex', 'key exchange', 'sntrup761x25519-sha512@openssh.com', 'curve25519-sha256, '],
    ['key', 'host key type', 'ssh-dss, sk-ssh-ed25519@openssh.com', 'ssh-ed25519, '],
    ['cipher', 'cipher', 'arcfour, blowfish-cbc', 'aes128-gcm@openssh.com, '],
    ['mac', 'MAC', 'umac-64@openssh.com', 'hmac-sha2-256-etm@openssh.com, '],
    ['compression', 'compression', 'zlib', 'none'],
  ])('is told of with both lists: %s', async (what, words, theirs, ours) => {
    const lists = { [what]: theirs.replaceAll(', ', ','), ...(what === 'mac' ? { cipher: 'aes128-ctr' } : {}) };
    const failure = await meetScript((socket) => void socket.write(Buffer.concat([Buffer.from(VERSION), offer(lists)])));
    expect(failure).toMatchObject({ code: 'unsupported', reason: 'no-common-algorithm', parameters: { what: words } });
    expect(failure.detail).toMatch(new RegExp(`^The server offers ${theirs}; Hawser offers ${ours}`, 'u'));
    expect(describeFailure(failure).what).toBe(`127.0.0.1 and Hawser have no ${words} in common.`);
  });
});

describe('a server that goes away in the handshake', () => {
  const steps: readonly (readonly [string, Buffer])[] = [
    ['after its version', Buffer.from(VERSION)],
    ['in the middle of its offer', Buffer.concat([Buffer.from(VERSION), offer().subarray(0, 100)])],
    ['after its offer', Buffer.concat([Buffer.from(VERSION), offer()])],
  ];
  it.each(steps)('%s', async (_, bytes) => {
    expect(await meetScript((socket) => void socket.end(bytes))).toMatchObject({ code: 'lost', reason: 'handshake-broken' });
    expect(await meetScript((socket) => void socket.on('data', resetAfter(socket, 100)).write(bytes))).toMatchObject({ code: 'lost', reason: 'handshake-broken' });
    expect(describeFailure(await meetScript((socket) => void socket.end(bytes))).what).toBe('127.0.0.1 closed the connection before the encryption was set up.');
  });

  it.each(steps)('and one that falls silent %s', async (_, bytes) => {
    expect(await meetScript((socket) => void socket.write(bytes))).toMatchObject({ code: 'timeout', reason: 'reply-timeout' });
  });

  it.each([50, 700])('cut off by somebody in between after %d bytes', async (bytes) => {
    const double = await startSftpDouble();
    onTestFinished(() => double.stop());
    const proxy = await startFaultProxy(double, { faults: { cutAfter: { toClient: bytes } } });
    onTestFinished(() => proxy.stop());
    expect(await meet({ ...double, port: proxy.port })).toMatchObject({ code: 'lost', reason: 'handshake-broken' });
  });

  it('before its version, by a reset', async () => {
    expect(await meetScript((socket) => void socket.on('data', resetAfter(socket, 1)))).toMatchObject({ code: 'lost', reason: 'server-hung-up' });
  });
});

describe('a server that makes no sense', () => {
  it('has noise, another version of SSH, or a greeting without an end in place of its version', async () => {
    const noise = (socket: Socket): void => void socket.write(Buffer.concat([Buffer.of(0, 1, 2), randomBytes(500), Buffer.from(VERSION)]));
    expect((await meetScript(noise)).reason).toBe('not-this-protocol');
    expect(await meetScript((socket) => void socket.write('SSH-1.5-Old\r\n'))).toMatchObject({ reason: 'not-this-protocol', detail: 'SSH-1.5-Old' });
    expect((await meetScript((socket) => void socket.write('x'.repeat(20_000)))).reason).toBe('not-this-protocol');
  });

  it('sends noise after its version, or in place of its answer', async () => {
    const bad = Buffer.concat([Buffer.alloc(4, 0xff), randomBytes(500)]);
    expect(await meetScript((socket) => void socket.write(Buffer.concat([Buffer.from(VERSION), bad])))).toMatchObject({ code: 'protocol', reason: 'bad-reply' });
    expect(await meetScript((socket) => void socket.write(Buffer.concat([Buffer.from(VERSION), offer(), bad])))).toMatchObject({ code: 'protocol', reason: 'bad-reply' });
  });

  it('shows a host key and does not prove that it has it', async () => {
    const double = await startSftpDouble();
    onTestFinished(() => double.stop());
    const forger = await startForger(double, (reply) => {
      const at = reply.lastIndexOf('ssh-ed25519') + 40;
      reply[at] = (reply[at] ?? 0) ^ 1;
    });
    onTestFinished(() => forger.stop());
    expect(await meet({ ...double, host: forger.host, port: forger.port })).toMatchObject({ code: 'trust', reason: 'host-key-unproven' });
  });

  it('may well say something before its version, and have an odd name', async () => {
    const double = await script((socket) => void socket.end(`Welcome, stranger.\r\nThis is the harbour.\r\nSSH-2.0-Harbour's "own"\r\n`));
    expect((await meet(double)).reason).toBe('handshake-broken');
    expect(context.lines.join('\n')).toContain('reply Welcome, stranger.');
  });
});

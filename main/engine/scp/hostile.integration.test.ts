import { createServer, type AddressInfo } from 'node:net';
import ssh2, { type ServerChannel } from 'ssh2';
import { afterEach, expect, it } from 'vitest';
import { sshKeys } from '../../../e2e/fixtures/ssh-keys.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import { failureOf } from '../session/failure-of.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { profileOf, quietContext } from '../sftp/test-context.ts';
import { openScp } from './connect.ts';

type Answer = (channel: ServerChannel) => void;

const never = new AbortController().signal;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** Says this, then ends with the status. */
const saying = (text: string, status = 0): Answer => (channel) => {
  channel.write(Buffer.from(text, 'latin1'));
  channel.exit(status);
  channel.end();
};

/** A server with a plain `ls` that answers each command by its first word that stands in `answers`. */
async function open(answers: Readonly<Record<string, Answer>>): Promise<Session> {
  const { hosts } = await sshKeys();
  const server = createServer();
  const ssh = new ssh2.Server({ hostKeys: [hosts.ed25519.first.privateKey] }, (client) => {
    client.on('error', () => undefined);
    client.on('authentication', (context) => (context.method === 'password' ? context.accept() : context.reject(['password'])));
    client.on('session', (accept) => {
      accept().on('exec', (take, _refuse, { command }) => {
        const known = Object.keys(answers).find((word) => command.includes(word));
        const answer = command.startsWith('pwd;') ? saying('/home/u\nls: unrecognized option: quoting-style\n', 1) : known === undefined ? saying('', 127) : answers[known];
        answer?.(take());
      });
    });
  });
  server.on('connection', (socket) => {
    socket.on('error', () => undefined);
    ends.push(() => socket.destroy());
    ssh.injectSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  const place = { host: '127.0.0.1' as const, port: (server.address() as AddressInfo).port, user: 'u', password: 'p' };
  const session = await openScp({ ...profileOf(place), protocol: 'scp' }, quietContext(place));
  ends.push(() => session.close());
  return session;
}

async function reasonOf(work: Promise<unknown>): Promise<string> {
  return (await failureOf(work)).reason;
}

it.each([
  ['another name', 'C0644 4 ../.ssh/authorized_keys\nevil\0', 'unsafe-name', ''],
  ['a folder', 'D0755 0 file\nC0644 4 x\nevil\0E\n', 'bad-reply', ''],
  ['fewer bytes than announced', 'C0644 400 file\nabcd', 'data-cut-short', 'abcd'],
  ['more bytes than announced', 'C0644 4 file\nabcdefgh\0', 'bad-reply', 'abcd'],
  ['a second file', 'C0644 4 file\nabcd\0C0644 4 other\nevil\0', 'bad-reply', 'abcd'],
  ['a size beyond all numbers', 'C0644 99999999999999999999 file\n', 'bad-reply', ''],
  ['a line without end', 'C'.repeat(200_000), 'bad-reply', ''],
])('a server that sends %s is refused, and gets nothing more written', async (_what, said, reason, kept) => {
  const session = await open({ 'scp -f': saying(said) });
  const sink = memorySink();
  expect(await reasonOf(session.download('/data/file', sink, { signal: never, offset: 0 }))).toBe(reason);
  expect(sink.bytes().toString()).toBe(kept);
});

it('a command of whose end nothing is told went with its connection, so that it is tried again', async () => {
  const session = await open({ 'rm ': (channel) => channel.end() });
  expect(await reasonOf(session.remove('/data/file', 'file'))).toBe('connection-lost');
  // Some accounts' shells complain at each start.
  const talkative = await open({ 'rm ': (channel) => {
    channel.stderr.write('tput: No value for $TERM\n');
    channel.end();
  }, 'scp -d -t': (channel) => channel.end('\0') });
  expect(await failureOf(talkative.remove('/data/file', 'file'))).toMatchObject({ reason: 'connection-lost', detail: 'tput: No value for $TERM\n' });
  expect(await reasonOf(talkative.upload(memorySource(Buffer.from('abcd')), '/data/file', { signal: never, offset: 0 }))).toBe('connection-lost');
});

it('an upload counts only once the server has confirmed it', async () => {
  const put = async (answer: Answer): Promise<string> => reasonOf((await open({ 'scp -d -t': answer })).upload(memorySource(Buffer.from('abcd')), '/data/file', { signal: never, offset: 0 }));
  expect(await put(saying('\x01scp: /data: Permission denied\n', 1))).toBe('permission-denied');
  expect(await put(saying('\0\0\x01scp: /data/file: No space left on device\n', 1))).toBe('server-full');
  expect(await put(saying('\0\0', 0))).toBe('server-refused');
  expect(await put(saying('\0\0\0', 1))).toBe('server-refused');
});

it('reads the rows of BusyBox’s ls, and keeps names out that would leave the folder', async () => {
  const listing = [
    'total 8',
    'drwxr-xr-x    2 1000     1000          4096 Jan  3  2001 .', 'drwxr-xr-x    9 root     root          4096 Jan  3 12:30 ..',
    '-rw-r--r--    1 1000     1000            12 Jan  3  2001 two words', '-rwsr-xr-x    1 root     root    3000000000 Dec 31  1999 large',
    'lrwxrwxrwx    1 root     root             9 Jan  3  2001 link -> ../target', 'drwxrwxrwt    2 root     root            60 Jan  3  2001 tmp',
    'crw-rw-rw-    1 root     root        1,   3 Jan  3  2001 null', 'srwxr-xr-x    1 root     root             0 Jan  3  2001 socket',
    '-rw-r--r--    1 1000     1000             4 Jan  3  2001 ../../up', 'what is this?',
  ].join('\n');
  const session = await open({ ' ls ': saying(`${listing}\n`) });
  const rows: Entry[] = [];
  await session.list('/data', { signal: never, onEntries: (entries) => rows.push(...entries) });
  expect(rows.map(({ name, kind, size, mode }) => [name, kind, size, mode?.toString(8)])).toEqual([
    ['two words', 'file', 12, '644'], ['large', 'file', 3_000_000_000, '4755'], ['link', 'link', 9, '777'], ['tmp', 'directory', null, '1777'],
    ['null', 'other', null, '666'], ['socket', 'other', 0, '755'],
  ]);
  expect(rows[2]).toMatchObject({ linkTarget: '../target', modified: { at: Date.UTC(2001, 0, 3), precision: 'day' } });
});

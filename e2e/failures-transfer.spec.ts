import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFtpDouble } from './fixtures/ftp-double.ts';
import { cutData, fullDisk, stalledData } from './fixtures/ftp-faults.ts';
import { mountSmallDisk } from './fixtures/small-disk.ts';
import type { ServerKind, TestServer } from './fixtures/start-server.ts';
import { expect, test, type HawserWindow } from './hawser-test.ts';
import type { Side } from './pages/pane.ts';

async function signIn(hawser: HawserWindow, server: TestServer): Promise<void> {
  await hawser.quickconnect.connect(server);
  await hawser.dialog.trust(server);
  await expect(hawser.status).toHaveText(/^Connected to /u);
}

/** Double-clicks a file, which fails and is not tried again by itself, and gives the words that the queue has for it. */
async function failingTransfer({ page, queue, ...hawser }: HawserWindow, side: Side, name: string): Promise<string> {
  await page.evaluate(() => window.hawser.invoke('changeSettings', [{ retries: 0 }]));
  await hawser[side].row(name).dblclick();
  await queue.ends({ done: 0, failed: 1, within: 40_000 });
  return (await queue.reason(name)).innerText();
}

const plain = ['vsftpd-plain', 'proftpd-plain', 'pure-ftpd-plain', 'openssh'] as const satisfies readonly ServerKind[];
const at = (server: TestServer, name: string): string => `${server.homePath === '/' ? '' : server.homePath}/${name}`;

for (const [kind, vanished, unreadable, unlistable] of [
  ['vsftpd-plain', '550 Failed to open file.', '550 Failed to open file.', null],
  ['proftpd-plain', '550 /a file.txt: No such file or directory', '550 /a file.txt: Permission denied', '550 /a folder: Permission denied'],
  ['pure-ftpd-plain', "550 Can't open /a file.txt: No such file or directory", "550 Can't open /a file.txt: Permission denied", "550 Can't check for file existence"],
  ['openssh', 'No such file (status 2)', 'Permission denied (status 3)', 'Permission denied (status 3)'],
] as const satisfies readonly (readonly [(typeof plain)[number], string, string, string | null])[]) {
  test(`${kind}: a file that has vanished since it was listed`, async ({ start, hawser, folder }) => {
    const server = await start(kind);
    await writeFile(join(server.root, 'a file.txt'), 'text');
    await signIn(hawser, server);
    await hawser.local.open(folder);
    await hawser.remote.shows(['a file.txt']);
    await rm(join(server.root, 'a file.txt'));
    const words = await failingTransfer(hawser, 'remote', 'a file.txt');
    expect(words).toContain(`“${at(server, 'a file.txt')}” does not exist.`);
    expect(words).toContain(vanished);
    expect(await readdir(folder)).toEqual(['user data']);
  });

  test(`${kind}: a file and a folder that may not be read`, async ({ start, hawser, folder }) => {
    const { remote } = hawser;
    const server = await start(kind);
    await writeFile(join(server.root, 'a file.txt'), 'text', { mode: 0 });
    await mkdir(join(server.root, 'a folder'));
    await writeFile(join(server.root, 'a folder', 'inside.txt'), 'text');
    await chmod(join(server.root, 'a folder'), 0);
    await signIn(hawser, server);
    await hawser.local.open(folder);
    const words = await failingTransfer(hawser, 'remote', 'a file.txt');
    expect(words).toContain(`You are not allowed to do this with “${at(server, 'a file.txt')}”.`);
    expect(words).toContain(unreadable);
    expect(await readdir(folder)).toEqual(['user data']);

    // vsftpd lists such a folder as an empty one and says nothing.
    if (unlistable === null) return;
    await remote.row('a folder').dblclick();
    await expect(remote.failure).toContainText(`You are not allowed to do this with “${at(server, 'a folder')}”.`);
    await expect(remote.failure).toContainText(unlistable);
    await remote.button('Go back').click();
    await remote.shows(['a folder', 'a file.txt']);
  });
}

test('a file that has vanished from this computer', async ({ start, hawser, folder }) => {
  const server = await start('vsftpd-plain');
  await writeFile(join(folder, 'a file.txt'), 'text');
  await signIn(hawser, server);
  await hawser.local.open(folder);
  await expect(hawser.local.row('a file.txt')).toBeVisible();
  await rm(join(folder, 'a file.txt'));
  expect(await failingTransfer(hawser, 'local', 'a file.txt')).toContain(`“${join(folder, 'a file.txt')}” is not on this computer any more.`);
  expect(await readdir(server.root)).toEqual([]);
});

test('a name that this computer cannot hold', async ({ until, hawser, folder }) => {
  const name = `${'long '.repeat(50)}name.txt`;
  const double = await until(startFtpDouble({ files: { [`/${name}`]: 'text' } }));
  await hawser.quickconnect.connect(double);
  await hawser.local.open(folder);
  await hawser.remote.row(name).dblclick();
  await hawser.queue.ends({ done: 0, failed: 1 });
  expect(await (await hawser.queue.reason(name)).innerText()).toContain(`The name “${name}” is too long for this computer: it has a length of ${name.length}, where 255 are allowed.`);
  expect(await readdir(folder)).toEqual(['user data']);
});

test('a full disk on this computer; what was there stays', async ({ start, until, hawser, folder }) => {
  const disk = await until(mountSmallDisk(join(folder, 'small-disk'), 1024 * 1024));
  await writeFile(join(disk.path, 'kept.txt'), 'text');
  const server = await start('vsftpd-plain');
  await writeFile(join(server.root, 'too large.bin'), Buffer.alloc(3_000_000, 7));
  await signIn(hawser, server);
  await hawser.local.open(disk.path);
  const words = await failingTransfer(hawser, 'remote', 'too large.bin');
  expect(words).toContain(`The disk is full: “${join(disk.path, 'too large.bin')}” could not be written.`);
  expect(words).toContain('ENOSPC: no space left on device, write');
  expect(await readFile(join(disk.path, 'kept.txt'), 'utf8')).toBe('text');
  expect(await readdir(disk.path)).not.toContain('too large.bin');
});

test('a full disk on the server, by its code', async ({ until, hawser, folder }) => {
  const double = await until(startFtpDouble({ script: fullDisk(100_000, '552 Disk full, quota of 5 MB reached.') }));
  await writeFile(join(folder, 'too large.bin'), Buffer.alloc(3_000_000, 7));
  await hawser.quickconnect.connect(double);
  await expect(hawser.status).toHaveText(/^Connected to /u);
  await hawser.local.open(folder);
  const words = await failingTransfer(hawser, 'local', 'too large.bin');
  expect(words).toContain('127.0.0.1 has no space left for “/too large.bin”.');
  expect(words).toContain('552 Disk full, quota of 5 MB reached.');
});

/** What each server says of it, and the sentence that belongs to that. ProFTPD says the one or the other, as the write that fails is short or not. */
const busy = '127.0.0.1 cannot do this with “/too large.bin” just now.';
const full = '127.0.0.1 has no space left for “';
for (const [kind, said] of [
  ['vsftpd-plain', { '451 Failure writing to local file.': busy }],
  ['proftpd-plain', { '451 Transfer aborted. Input/output error': busy, '452 Transfer aborted. No space left on device': full }],
  ['openssh', { Failure: full }],
] as const) {
  test(`${kind}: a full disk on the server, in the words of a real one`, async ({ start, until, hawser, folder }) => {
    const disk = await until(mountSmallDisk(join(folder, 'small-disk'), 1024 * 1024));
    await mkdir(join(folder, 'source'));
    await writeFile(join(folder, 'source', 'too large.bin'), Buffer.alloc(3_000_000, 7));
    const server = await start(kind, { root: disk.path });
    await signIn(hawser, server);
    await hawser.local.open(join(folder, 'source'));
    const words = await failingTransfer(hawser, 'local', 'too large.bin');
    const [, sentence] = Object.entries(said).find(([ownWords]) => words.includes(ownWords)) ?? [];
    expect(sentence, words).toBeDefined();
    expect(words).toContain(sentence);
  });
}

test('a server that breaks a download off; a second try brings it whole', async ({ until, hawser, folder }) => {
  const content = Buffer.alloc(500_000, 'anchor');
  let broken = true;
  const cut = cutData(100_000, '426').RETR!;
  const double = await until(startFtpDouble({ files: { '/a file.bin': content }, script: { RETR: (session, path) => (broken ? cut(session, path) : session.usual()) } }));
  await hawser.quickconnect.connect(double);
  await hawser.local.open(folder);
  const words = await failingTransfer(hawser, 'remote', 'a file.bin');
  expect(words).toContain('426 Connection closed; transfer aborted.');
  expect(await readdir(folder)).not.toContain('a file.bin');

  broken = false;
  await hawser.queue.button('Retry a file.bin').click();
  await hawser.queue.ends({ done: 1 });
  expect((await readFile(join(folder, 'a file.bin'))).equals(content)).toBe(true);
});

test('a server that says a file is whole when it is not', async ({ until, hawser, folder }) => {
  const double = await until(startFtpDouble({ files: { '/a file.bin': Buffer.alloc(500_000, 'anchor') }, script: cutData(100_000, '226') }));
  await hawser.quickconnect.connect(double);
  await hawser.local.open(folder);
  expect(await failingTransfer(hawser, 'remote', 'a file.bin')).toMatch(/100000|100,000/u);
  expect(await readdir(folder)).not.toContain('a file.bin');
});

test('a server that falls silent in the middle of a download', async ({ until, hawser, folder }) => {
  const double = await until(startFtpDouble({ files: { '/a file.bin': Buffer.alloc(500_000, 'anchor') }, script: stalledData('RETR') }));
  await hawser.page.evaluate(() => window.hawser.invoke('changeSettings', [{ timeoutSeconds: 5 }]));
  await hawser.quickconnect.connect(double);
  await hawser.local.open(folder);
  expect(await failingTransfer(hawser, 'remote', 'a file.bin')).toContain('127.0.0.1 stopped answering for 5 seconds.');
  expect(await readdir(folder)).not.toContain('a file.bin');
});
